"""Who may speak to the server, and what nobody may make it do."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest

from tests.serve.conftest import HOST, TIMELY, Served
from wsoa.serve.guard import MOST_BYTES, host_name


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8018", "127.0.0.1.evil.example", "", "127.0.0.1@evil"]
)
def test_a_host_it_does_not_go_by_is_turned_away(served: Served, host: str) -> None:
    page = served.get("/", host=host)
    assert page.status == 421
    assert "Anyshire" not in page.text


@pytest.mark.parametrize("host", ["127.0.0.1:8018", "localhost:8018", "LOCALHOST"])
def test_its_own_names_are_known(served: Served, host: str) -> None:
    assert served.get("/", host=host).status == 200


def test_a_host_is_read_as_a_browser_reads_it() -> None:
    assert host_name("[::1]:8018") == "::1"
    assert host_name("Localhost:80") == "localhost"
    assert host_name("[broken") == ""


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": f"http://{HOST}", "sec-fetch-site": "cross-site"},
        {"origin": f"http://{HOST}", "sec-fetch-site": "same-site"},
    ],
)
def test_a_form_from_another_site_is_refused_even_with_the_token(
    served: Served, headers: dict[str, str]
) -> None:
    looked = served.send(served.open("1.1.2"), happened="All agree")
    page = served.send_with(headers, looked.hidden, "write")
    assert page.status == 403
    assert served.timely.read_text("utf-8") == TIMELY


@pytest.mark.parametrize("token", ["", "wrong", "a-token-of-this-serve", "é"])
def test_nothing_is_written_without_the_token(served: Served, token: str) -> None:
    looked = served.send(served.open("1.1.2"), happened="All agree")
    assert served.send({**looked.hidden, "token": token}, "write").status == 403
    left = {key: value for key, value in looked.hidden.items() if key != "token"}
    assert served.send(left, "write").status == 403
    assert served.timely.read_text("utf-8") == TIMELY


def test_every_answer_has_strict_headers(served: Served) -> None:
    for address in ("/", "/nix", "/anyshire/calendar.ics", "/-/changes"):
        headers = served.get(address).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers
    assert served.get("/", host="evil.example").headers["x-frame-options"] == "DENY"


def test_read_only_has_no_form_and_writes_nothing(serving: Callable[..., Served]) -> None:
    carried = serving().open("1.1.2")
    closed = serving(read_only=True)
    page = closed.get("/anyshire/actions/1.1.2.html")
    assert "<form" not in page.text
    assert "Read only" in page.words
    assert closed.get("/-/report/anyshire?ref=1.1.2").status == 403
    assert closed.send(carried, happened="All agree").status == 403
    assert closed.get("/-/mine/anyshire/head-of-send").status == 200
    assert closed.timely.read_text("utf-8") == TIMELY


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_only_reading_and_sending_forms_is_possible(served: Served, method: str) -> None:
    assert served.browser.request(method, "/-/report/anyshire").status_code == 405


def test_a_form_that_is_too_large_is_not_read(served: Served) -> None:
    page = served.send(served.open("1.1.2"), happened="x" * (MOST_BYTES + 1))
    assert page.status == 413
    headers = {"origin": f"http://{HOST}", "content-type": "application/x-www-form-urlencoded"}

    def pieces() -> object:
        for _ in range(MOST_BYTES // 1000 + 2):
            yield b"x" * 1000

    # sent in pieces, it names no length
    answer = served.browser.post("/-/report/anyshire", content=pieces(), headers=headers)  # type: ignore[arg-type]
    assert answer.status_code == 413


def test_too_many_answers_and_other_kinds_of_form_are_not_read(served: Served) -> None:
    headers = {"origin": f"http://{HOST}", "content-type": "application/x-www-form-urlencoded"}
    many = urlencode([(f"k{n}", "v") for n in range(100)])
    assert served.browser.post("/-/report/anyshire", content=many, headers=headers).status_code == 413
    for kind in ("text/plain", "application/json", "multipart/form-data; boundary=x"):
        answer = served.browser.post(
            "/-/report/anyshire", content="a=b", headers={**headers, "content-type": kind}
        )
        assert answer.status_code == 415


def test_an_address_that_is_too_long_is_turned_away(served: Served) -> None:
    assert served.get("/" + "x" * 5000).status == 414


@pytest.mark.parametrize(
    "address",
    [
        "/%2e%2e/%2e%2e/etc/passwd",
        "/anyshire/../../../plan.yaml",
        "/anyshire/plan.yaml",
        "/-/last/../../plan.yaml",
        "/anyshire/data/..%2f..%2fplan.yaml",
    ],
)
def test_no_address_leads_to_a_file_on_the_disk(served: Served, address: str) -> None:
    page = served.get(address)
    assert page.status == 404
    assert "head-of-send" not in page.text


def test_what_is_typed_into_an_address_is_shown_as_text(served: Served) -> None:
    page = served.get("/-/report/anyshire?ref=<script>alert(1)</script>")
    assert page.status == 404
    assert "<script>alert" not in page.text
    assert served.get("/-/mine/anyshire/<b>x").status == 404
    assert served.get("/-/report/anyshire?ref=1.1.2&after=<b>x").status == 200
