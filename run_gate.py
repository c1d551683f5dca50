"""Start a gate before any server: python run_gate.py --help."""

import sys

from hostkit.early_end import end_at_once_on_signals


def main() -> int:
    end_at_once_on_signals()
    from gate.program import main as run  # noqa: PLC0415 (a signal may come while this is imported)

    return run()


if __name__ == "__main__":
    sys.exit(main())
