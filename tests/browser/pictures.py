"""The pictures of the editors' guide, drawn again by the journeys that they illustrate: `make pictures`."""

import os
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

FOLDER = Path(__file__).parents[2] / "docs/guide/images"
# Panels slide and fade: what is drawn has come to rest.
REST = 500
QUALITY = 80


def illustrate(page: Page, name: str, of: str = "", height: int = 0) -> None:
    """Draw what the window shows into the guide, when PICTURES is set: nothing else waits for it.

    :param name: of the file, without its ending.
    :param of: selector of the only part to draw, whole.
    :param height: pixels to keep from the top; 0 for all.
    """
    if not os.environ.get("PICTURES"):
        return
    page.wait_for_timeout(REST)
    drawn = page.locator(of).first.screenshot() if of else page.screenshot()
    image = Image.open(BytesIO(drawn)).convert("RGB")
    if height:
        image = image.crop((0, 0, image.width, min(height, image.height)))
    image.save(FOLDER / f"{name}.webp", quality=QUALITY, method=6)
