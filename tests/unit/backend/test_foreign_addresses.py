"""A picture comes from this computer only where the operator allows that, however its address is written."""

import asyncio

import pytest

from backend.outbound.calling import open_client
from backend.outbound.foreign_artwork import Unavailable, fetch


async def _fetch(url: str) -> None:
    async with open_client() as client:
        await fetch(client, url, ())


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"])
def test_this_computer_in_any_spelling(host: str) -> None:
    with pytest.raises(Unavailable, match="lies on this computer"):
        asyncio.run(_fetch(f"https://{host}/design.png"))
