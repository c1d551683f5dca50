"""GET /api/chinese/test-connection and GET /health."""

import logging

import peewee

from backend.models.queries.orders import count_pending
from backend.models.queries.places import machine_ids
from backend.models.queries.sessions import count_live
from backend.world.environment import Environment
from contract.messages.health import Health, Metrics, Services
from contract.messages.manufacturer import ConnectionTested

PRINTED_MACHINES = ["VM_TEST_MANUFACTURER", "10HKNTDOH2BA", "CN_DEBUG_01", "VM001", "VM002"]
"""The five that both guides print, in their order; the others follow."""
logger = logging.getLogger(__name__)


def test_connection(environment: Environment, client_ip: str, limit: int | None) -> ConnectionTested:
    """`limit` is what this caller may do in a minute; None is no limit."""
    with environment.store.reading():
        machines = machine_ids()
    return ConnectionTested(
        status="success",
        message="Chinese manufacturer API connection successful",
        api_version="2.1.0",
        timestamp=environment.now,
        client_ip=client_ip,
        security_level="relaxed_chinese_partner",
        debug_info={
            "rate_limit": "unlimited" if limit is None else f"{limit} requests/minute",
            "authentication": "not_required",
            "session_validation": "flexible_format_supported",
        },
        available_machine_ids=PRINTED_MACHINES + [one for one in machines if one not in PRINTED_MACHINES],
    )


def health(environment: Environment) -> Health:
    """Unhealthy, with the same keys, when the database fails."""
    try:
        active, pending = _counts(environment)
    except peewee.PeeweeException:
        logger.exception("health: the database failed")
        return _health(
            environment,
            "unhealthy",
            "disconnected",
            Metrics(active_sessions=0, pending_orders=0, system_load="unknown"),
        )
    metrics = Metrics(active_sessions=active, pending_orders=pending, system_load="normal")
    return _health(environment, "healthy", "connected", metrics)


def _counts(environment: Environment) -> tuple[int, int]:
    now = environment.now
    with environment.store.reading():
        return count_live(now), count_pending()


def _health(environment: Environment, status: str, database: str, metrics: Metrics) -> Health:
    services = Services(database=database, openai="configured", stripe="configured", image_storage="available")
    return Health(
        status=status,
        timestamp=environment.now,
        api_version="2.2.0",
        services=services,
        metrics=metrics,
    )
