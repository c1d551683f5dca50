"""Everything that a server of ours serves, and how a person names one of it: by its path, or as its document does."""

from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache

from contract import endpoints, lab_endpoints, pages
from contract.endpoint import Endpoint

SERVED: tuple[Endpoint, ...] = (*endpoints.ALL, *pages.FILES, *lab_endpoints.ALL, *pages.ALL)
BY_NAME = {endpoint.name: endpoint for endpoint in SERVED}


@lru_cache(maxsize=1000)
def named(route: str, table: Sequence[Endpoint] = SERVED) -> tuple[Endpoint, ...]:
    """The calls of that path, or of that name in the OpenAPI document."""
    return tuple(endpoint for endpoint in table if route in {endpoint.path, endpoint.name})


def nearest(route: str, table: Sequence[Endpoint] = SERVED) -> str:
    """The path or the name that is most like this one."""
    names = [endpoint.path if "/" in route else endpoint.name for endpoint in table]
    return get_close_matches(route, names, n=1, cutoff=0)[0]
