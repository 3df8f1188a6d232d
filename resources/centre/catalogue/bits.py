"""Masks: integers of which bit n stands for row n."""


def insert_bit(mask: int, n: int) -> int:
    """The mask where a row is put at n: its bit is not set, those from n on move up."""
    below = mask & ((1 << n) - 1)
    return below | (mask >> n << (n + 1))


def remove_bit(mask: int, n: int) -> int:
    """The mask where row n is taken out: those above move down."""
    below = mask & ((1 << n) - 1)
    return below | (mask >> (n + 1) << n)


def mask_of(positions: list[int]) -> int:
    """The bits of these positions."""
    if not positions:
        return 0
    octets = bytearray(max(positions) // 8 + 1)
    for n in positions:
        octets[n >> 3] |= 1 << (n & 7)
    return int.from_bytes(octets, "little")
