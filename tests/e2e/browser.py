"""A real Chromium before the lab's page: what a person sees, presses and types. Everything is waited for."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self, TypeVar

from selenium.common.exceptions import (
    ElementNotInteractableException,
    NoSuchElementException,
    StaleElementReferenceException,
)
from selenium.webdriver import Chrome
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.e2e.processes import PATIENCE

OPTIONS = (
    "--headless=new",
    "--no-sandbox",  # root has none, and containers seldom
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--accept-lang=en-GB",
    "--window-size=1280,800",
)
POLL = 0.05
"""Seconds between two looks at the page."""
NOT_YET = (NoSuchElementException, StaleElementReferenceException, ElementNotInteractableException)
"""The page is just drawing it; ElementClickIntercepted is a kind of the last."""
Found = TypeVar("Found")


class Window:
    """One window. Elements are named by CSS selectors; the first one that can be seen is meant."""

    def __init__(self, driver: Chrome, downloads: Path) -> None:
        self.downloads = downloads
        self._driver = driver

    def open(self, address: str) -> Self:
        self._driver.get(address)
        return self

    def leave(self) -> list[str]:
        """Forget that it was ever there. What the page has complained about on the console since it was opened."""
        self.run("localStorage.clear(); sessionStorage.clear()")
        self._driver.get("about:blank")
        return [entry["message"] for entry in self._driver.get_log("browser")]  # type: ignore[no-untyped-call]  # as is

    def see(self, selector: str, part: str = "") -> str:
        """Its text, once it can be seen with this part in it."""

        def seen() -> str | None:
            text = self._visible(selector).text
            return (text or " ") if part in text else None

        return self._soon(seen, f"{selector} with {part!r}")

    def miss(self, selector: str) -> None:
        """Until it can't be seen any more."""
        self._soon(lambda: not any(one.is_displayed() for one in self._all(selector)), f"{selector} to be gone")

    def press(self, selector: str) -> None:
        def pressed() -> bool:
            self._visible(selector).click()
            return True

        self._soon(pressed, f"{selector} to press")

    def write(self, selector: str, text: str) -> None:
        """In place of what is there."""

        def written() -> bool:
            element = self._visible(selector)
            element.clear()
            element.send_keys(text)
            return True

        self._soon(written, f"{selector} to write in")

    def has(self, selector: str) -> bool:
        return self._all(selector) != []

    def run(self, script: str, *arguments: object) -> Any:
        """The value of this function's body in the page; a promise is waited for."""
        return self._driver.execute_script(script, *arguments)

    def address(self) -> str:
        return self._driver.current_url

    def downloaded(self, name: str) -> Path:
        file = self.downloads / name
        self._soon(file.is_file, f"{name} to be downloaded")
        return file

    def _visible(self, selector: str) -> WebElement:
        for element in self._all(selector):
            if element.is_displayed():
                return element
        raise NoSuchElementException(selector)

    def _all(self, selector: str) -> list[WebElement]:
        return self._driver.find_elements(By.CSS_SELECTOR, selector)

    def _soon(self, look: Callable[[], Found | None], wanted: str) -> Found:
        wait = WebDriverWait(self._driver, PATIENCE, POLL, NOT_YET)
        return wait.until(lambda _: look(), f"waited in vain for {wanted}")  # type: ignore[return-value]  # not None


@contextmanager
def browsing(folder: Path) -> Iterator[Window]:
    """Debian's Chromium with an empty profile; Selenium's own manager is never asked for one."""
    downloads = folder / "downloads"
    downloads.mkdir()
    chromedriver = shutil.which("chromedriver")
    assert chromedriver is not None, "There is no chromedriver: `make set-up-tests` installs it, or says how"
    with Chrome(options=_options(folder / "profile", downloads), service=Service(chromedriver)) as driver:
        driver.set_page_load_timeout(PATIENCE)
        yield Window(driver, downloads)


def _options(profile: Path, downloads: Path) -> Options:
    options = Options()
    for option in (*OPTIONS, f"--user-data-dir={profile}"):
        options.add_argument(option)
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return options
