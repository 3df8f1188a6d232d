"""What is installed: every dependency has an upper bound, the locks name no host, production has no test tools."""

import re
import tomllib

import pytest
from django.conf import settings
from packaging.requirements import Requirement

BOUNDS = {"~=", "<", "<=", "=="}
# Tools that only developers need.
DEVELOPMENT = {
    "pytest",
    "ruff",
    "import-linter",
    "djlint",
    "hypothesis",
    "playwright",
    "pre-commit",
}


def declared() -> dict[str, list[Requirement]]:
    """What pyproject.toml asks for, by the lock that holds it."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    lists = {
        "base": project["project"]["dependencies"],
        "dev": [
            *project["project"]["optional-dependencies"]["dev"],
            *project["build-system"]["requires"],
        ],
        **project["dependency-groups"],
    }
    return {name: list(map(Requirement, texts)) for name, texts in lists.items()}


def locked(name: str) -> dict[str, str]:
    """Versions by package of one of the locks."""
    text = (settings.BASE_DIR / "requirements" / f"{name}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def test_every_dependency_has_an_upper_bound():
    requirements = [one for several in declared().values() for one in several]
    assert len(requirements) > 30
    assert [
        requirement.name
        for requirement in requirements
        if not any(clause.operator in BOUNDS for clause in requirement.specifier)
    ] == []


def test_production_installs_what_development_does_without_its_tools():
    base, dev = locked("base"), locked("dev")
    assert base.items() < dev.items()
    assert DEVELOPMENT.isdisjoint(base)
    assert dev.keys() >= DEVELOPMENT


def test_every_declared_dependency_is_locked_within_its_bounds():
    for name, requirements in declared().items():
        versions = locked(name)
        for requirement in requirements:
            assert versions[requirement.name] in requirement.specifier, requirement


@pytest.mark.parametrize("name", ["base", "dev", "mutants"])
def test_locks_name_no_host(name):
    text = (settings.BASE_DIR / "requirements" / f"{name}.txt").read_text()
    assert "--hash=sha256:" in text
    assert "://" not in text
    assert "index" not in re.sub(r"#.*", "", text)
