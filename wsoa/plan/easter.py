"""The day of Easter, which some plans name for a deadline."""

from __future__ import annotations


def easter(year: int) -> str:
    """Return Easter Sunday by the rule of the Gregorian calendar (Oudin's form of it)."""
    century, golden = year // 100, year % 19
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    back = (year + year // 4 + moon + 2 - century + century // 4) % 7
    day = moon - back
    month = 3 + (day + 40) // 44
    return f"{year}-{month:02}-{day + 28 - 31 * (month // 4):02}"
