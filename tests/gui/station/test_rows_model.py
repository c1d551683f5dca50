"""Item models: the fewest signals that are true, and a selection that stays on its row."""

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from contract.messages.lab import LabOrder
from contract.vocabulary import OrderStatus
from station_app.agent.state import QueueRow
from station_app.models.queue_model import QueueModel
from station_app.models.rows import ROW_ROLE
from tests.unit.station.fake_lab import order

ROWS = [QueueRow(LabOrder.model_validate(order(number)), OrderStatus.PENDING, 0) for number in range(8)]


@pytest.fixture
def model() -> QueueModel:
    return QueueModel()


@pytest.fixture
def watched(model: QueueModel) -> QObject:
    """Qt's own tester, which fails a test on a signal that isn't true."""
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def shown(model: QAbstractItemModel) -> list[QueueRow]:
    return [model.index(row, 0).data(ROW_ROLE) for row in range(model.rowCount(QModelIndex()))]


def changes(model: QueueModel, rows: list[QueueRow]) -> list[tuple[int, int]]:
    """The first and last row of each dataChanged."""
    spy = QSignalSpy(model.dataChanged)
    model.show_rows(rows)
    return [(spy.at(number)[0].row(), spy.at(number)[1].row()) for number in range(spy.count())]


@pytest.mark.usefixtures("watched")
@pytest.mark.parametrize("seed", range(20))
def test_any_rows_after_any_others(model: QueueModel, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(12):
        rows = chance.sample(ROWS, chance.randint(0, len(ROWS)))
        model.show_rows(rows)
        assert shown(model) == rows


def test_selection_stays_on_its_order(model: QueueModel) -> None:
    model.show_rows(ROWS)
    selection = QItemSelectionModel(model)
    selection.setCurrentIndex(model.index(2, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    model.show_rows([*ROWS[4:], ROWS[2], ROWS[0]])
    assert selection.currentIndex().data(ROW_ROLE) == ROWS[2]
    assert selection.currentIndex().row() == 4


def test_row_that_is_gone_takes_its_index_along(model: QueueModel) -> None:
    model.show_rows(ROWS)
    held = QPersistentModelIndex(model.index(2, 0))
    model.show_rows(ROWS[3:])
    assert not held.isValid()


def test_unchanged_rows_are_not_painted_again(model: QueueModel) -> None:
    model.show_rows(ROWS)
    assert changes(model, list(ROWS)) == []


def test_changes_come_as_one_signal(model: QueueModel) -> None:
    model.show_rows(ROWS)
    rows = [replace(row, progress=50) if number in {1, 4} else row for number, row in enumerate(ROWS)]
    assert changes(model, rows) == [(1, 4)]
