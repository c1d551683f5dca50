"""Runs the curl command of an explanation against the app under test, after a shell's own rules of quoting."""

import argparse
import shlex
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.api.api_driver import TOKEN


def run_curl(client: FlaskClient, command: str) -> TestResponse:
    """The answer to the one call of the command."""
    arguments = _parser().parse_args(shlex.split(command.replace("$LAB_TOKEN", TOKEN)))
    url = urlsplit(arguments.url)
    headers = [tuple(header.split(": ", 1)) for header in arguments.header]
    return client.open(
        f"{url.path}?{url.query}" if url.query else url.path,
        base_url=f"{url.scheme}://{url.netloc}",
        method=arguments.request or ("GET" if arguments.data_raw is None else "POST"),
        headers=headers,
        data=arguments.data_raw,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(exit_on_error=False)
    parser.add_argument("curl", choices=["curl"])
    parser.add_argument("-sS", action="store_true", required=True)
    parser.add_argument("--retry", type=int)
    parser.add_argument("-X", dest="request")
    parser.add_argument("-H", dest="header", action="append", default=[])
    parser.add_argument("--data-raw")
    parser.add_argument("url")
    return parser
