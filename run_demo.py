"""Sell one phone case with all the programs: python run_demo.py --help."""

import sys

from hostkit.early_end import end_at_once_on_signals


def main() -> int:
    end_at_once_on_signals()
    from demo.main import main as run  # noqa: PLC0415 (a signal may come while this is imported)

    return run()


if __name__ == "__main__":
    sys.exit(main())
