"""What every layer above speaks in: refusals, remarks, what caused a change, checked documents."""
