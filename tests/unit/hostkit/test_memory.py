"""One heap for all threads, in a process of its own: the C library can't be told otherwise afterwards."""

import subprocess
import sys

_HEAPS = """
import ctypes, sys, threading
from hostkit.memory import share_one_heap
if sys.argv[1] == "together":
    assert share_one_heap()
kept = []
def take():
    kept.append([bytes(1000 + number) for number in range(1000)])
threads = [threading.Thread(target=take) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
library = ctypes.CDLL(None)
library.malloc_info(0, ctypes.c_void_p.in_dll(library, "stdout"))
library.fflush(None)
"""


def heaps(how: str) -> int:
    """Of a program whose threads take memory."""
    told = subprocess.run([sys.executable, "-c", _HEAPS, how], check=True, capture_output=True, text=True)
    return told.stdout.count("<heap nr=")


def test_threads_share_a_heap() -> None:
    assert heaps("together") == 1


def test_left_alone_they_have_several() -> None:
    """So the other test can fail."""
    assert heaps("alone") > 1
