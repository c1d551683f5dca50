"""Machines and equipment."""

from backend.models.place import Equipment, Machine


def machine_ids() -> list[str]:
    """In alphabetical order."""
    return sorted(machine.machine_id for machine in Machine.select(Machine.machine_id))


def equipment_ids() -> list[str]:
    """In alphabetical order."""
    return sorted(equipment.equipment_id for equipment in Equipment.select(Equipment.equipment_id))
