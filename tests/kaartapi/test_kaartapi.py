"""What another party reads: pages and filters as HSDS has them, the kaart of now, and nothing that must stay inside."""

import json
import os
import re
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from bot.config import ConfigError, load_settings
from bot.kaart_bron import shipped_rows
from bot.kaartapi import beeld
from bot.kaartapi.beeld import Beelden
from bot.kaartapi.openapi import describe
from bot.kaartapi.site import public_url
from bot.kaartapi.vraag import LISTS, MOST_PER_PAGE, PER_PAGE
from bot.store.errors import StoreUnavailableError
from sociale_kaart.uitwisseling.hsds import parse_hsds
from sociale_kaart.uitwisseling.hsds_maken import hsds_id, organization_id, service_id
from sociale_kaart.uitwisseling.openbaar import public
from tests.kaartapi.conftest import BASE, Kaart
from tests.sociale_kaart.uitwisseling.test_hsds import schema as hsds_schema
from tests.sociale_kaart.vreemde_rij import full_row

MISSING = "3f7b145d-84af-42d7-8fae-eaca714b02b2"
SECRET = {
    "id": "opvang",
    "naam": "Opvang De Zebra",
    "geheim_adres": "ja",
    "omschrijving": "U kunt hier slapen. Het is bij 4901 ZZ.",
    "woorden": "slapen;4901 ZZ",
    "let_op": "sleutel bij Sanne Zebra",
    "nagekeken_op": "2026-11-02",
    "nagekeken_door": "Sanne Zebra",
    "per_gegeven": "naam=deels (brief van 4901 ZZ)",
}


def valid(record: Any, name: str) -> list[str]:
    """What the description of ourselves has against this."""
    described = describe(BASE)
    against = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
    checker = Draft202012Validator(against, format_checker=FormatChecker())
    return [f"{fault.json_path}: {fault.message}" for fault in checker.iter_errors(record)]


# --- what stands there ---


def test_the_first_page_says_what_this_is(shared: Kaart) -> None:
    assert shared.json("/") == {
        "version": "3.0",
        "profile": "https://docs.openreferral.org/",
        "openapi_url": f"{BASE}/openapi.json",
    }
    assert shared.json("/openapi.json")["servers"] == [{"url": BASE}]


def test_a_list_comes_in_pages_that_together_are_everything(shared: Kaart) -> None:
    total = len(shipped_rows())
    first = shared.json("/services")
    assert (first["total_items"], first["size"], first["first_page"]) == (total, PER_PAGE, True)
    seen: list[str] = []
    for page in range(1, first["total_pages"] + 1):
        found = shared.json("/services", params={"page": page})
        assert found["last_page"] == (page == first["total_pages"])
        assert (found["page_number"], found["size"]) == (page, len(found["contents"]))
        seen += [one["id"] for one in found["contents"]]
    assert seen == [service_id(row) for row in shipped_rows()]
    beyond = shared.json("/services", params={"page": 99})
    assert (beyond["empty"], beyond["contents"], beyond["last_page"]) == (True, [], True)


def test_every_record_is_as_hsds_and_as_we_describe_it(shared: Kaart) -> None:
    hsds = Draft202012Validator(hsds_schema(), format_checker=FormatChecker())
    every = {"full": "true", "per_page": str(MOST_PER_PAGE)}
    services = shared.json("/services", params=every)["contents"]
    assert [fault.message for one in services for fault in hsds.iter_errors(one)] == []
    for one in services[:10]:
        assert valid(one, "Service") == []
    for path, params in (("/service_at_locations", every), ("/organizations", every), ("/taxonomies", {})):
        for one in shared.json(path, params=params)["contents"][:10]:
            name = {"/service_at_locations": "ServiceAtLocation", "/organizations": "Organization"}
            assert valid(one, name.get(path, "Taxonomy")) == []
            alone = shared.json(f"{path}/{one['id']}")
            assert alone == one


def test_a_list_shows_no_lists_unless_asked(shared: Kaart) -> None:
    for path in LISTS:
        short = shared.json(path)["contents"][0]
        assert not [key for key, value in short.items() if isinstance(value, list)], path
    assert "organization" in shared.json("/services")["contents"][0]


def test_an_organisation_has_all_of_its_services(shared: Kaart) -> None:
    rows = [row for row in shipped_rows() if row.organisatie == "Gemeente Oosterhout"]
    assert len(rows) > 10
    path = f"/organizations/{organization_id(rows[0])}"
    found = shared.json(path)
    assert [one["id"] for one in found["services"]] == [service_id(row) for row in rows]
    assert "attributes" not in found["services"][0]
    full = shared.json(path, params={"full_service": "true"})
    assert full["services"][0]["attributes"]
    assert valid(full, "Organization") == []


def test_minimal_gives_all_at_once_with_only_when_each_changed(shared: Kaart) -> None:
    found = shared.json("/services", params={"minimal": "true"})
    assert (found["total_pages"], found["size"]) == (1, len(shipped_rows()))
    assert {tuple(one) for one in found["contents"]} == {("id", "modified_date")}
    assert shared.json("/services", params={"minimal": "true", "per_page": "2"})["size"] == 2


def test_everything_comes_in_one_file_of_lines(shared: Kaart) -> None:
    answer = shared.ask("/services", params={"format": "ndjson", "full": "true", "page": "2"})
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [one["id"] for one in lines] == [service_id(row) for row in shipped_rows()]
    known = {"If-None-Match": answer.headers["etag"]}
    asked = {"format": "ndjson", "full": "true", "page": "2"}
    assert shared.ask("/services", params=asked, headers=known).status_code == 304


def test_what_is_read_can_be_taken_up_by_another_installation(shared: Kaart) -> None:
    page = shared.ask("/services", params={"full": "true", "per_page": "100"}).text
    rows = {row.id: row for row in parse_hsds(page, "kaart.json")}
    assert len(rows) == 100
    assert all(rows[row.id] == public(row) for row in shipped_rows() if row.id in rows)


# --- filters ---


def test_words_must_all_be_there_whatever_their_case(kaart: Kaart) -> None:
    (row, *_) = kaart.change(
        {"id": "een", "naam": "Zebracafé Zwëmbad"}, {"id": "twee", "naam": "Zebracafé Twee"}
    )
    assert kaart.ids("/services", search="zebracafe ZWEMBAD") == {service_id(row)}
    assert len(kaart.ids("/services", search="zebracafé")) == 2
    assert kaart.ids("/organizations", search="zebracafe zwembad") == {organization_id(row)}
    assert kaart.ids("/services", search="zebracafé wolkenkrabber") == set()


@pytest.mark.parametrize(
    "words",
    [
        "' or 1=1 --",
        '"; drop table kaart_rij; --',
        "<script>x</script>",
        "{{7*7}}",
        "(a+)+$",
        ".*",
        "%",
        "\x00",
        "_",
    ],
)
def test_words_are_never_anything_but_words(shared: Kaart, words: str) -> None:
    answer = shared.ask("/services", params={"search": words})
    assert answer.status_code == 200
    assert answer.json()["total_items"] < 5
    assert "<script>" not in answer.text
    assert shared.json("/services")["total_items"] == len(shipped_rows())


def test_filters_count_together(shared: Kaart) -> None:
    geld = hsds_id("term", "leefgebied", "geld")
    about_money = {service_id(row) for row in shipped_rows() if "geld" in dict(row.leefgebieden)}
    assert shared.ids("/services", taxonomy_term_id=geld) == about_money
    assert shared.ids("/services", taxonomy_term_id=geld.upper()) == about_money
    one = next(row for row in shipped_rows() if service_id(row) in about_money)
    of_one = shared.ids("/services", taxonomy_term_id=geld, organization_id=organization_id(one))
    assert service_id(one) in of_one < about_money
    assert shared.ids("/services", taxonomy_term_id=MISSING) == set()
    kinds = [one["id"] for one in shared.json("/taxonomies")["contents"]]
    terms = [shared.ids("/taxonomy_terms", taxonomy_id=kind) for kind in kinds]
    assert not terms[0] & terms[1]
    assert set.union(*terms) == shared.ids("/taxonomy_terms", top_only="true")
    assert shared.ids("/taxonomy_terms", parent_id=geld) == set()


def test_who_asks_what_changed_gets_that(kaart: Kaart) -> None:
    before = kaart.json("/services")["total_items"]
    kaart.bot.clock.pass_(days=2)
    moment = kaart.bot.clock.now().isoformat()
    (row,) = kaart.change({"id": "nieuw"})
    assert kaart.ids("/services", modified_after=moment) == {service_id(row)}
    assert kaart.service(row)["last_modified"].startswith(kaart.bot.clock.now().strftime("%Y-%m-%dT%H:%M:%S"))
    assert (
        kaart.json("/services", params={"modified_after": "2020-01-01T00:00:00Z"})["total_items"]
        == before + 1
    )
    shown = kaart.service(row)["last_modified"]
    assert kaart.ids("/services", modified_after=shown) == {service_id(row)}  # on that very moment too


@pytest.mark.parametrize(
    "moment",
    [
        "2020-01-01T00:00:00+01:00",
        "2020-01-01t00:00:60z",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+23:59",
    ],
)
def test_a_moment_may_be_written_as_the_standard_of_moments_allows(shared: Kaart, moment: str) -> None:
    assert shared.json(f"/services?modified_after={moment}")["total_items"] == len(shipped_rows())


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("page=0", "page"), ("page=-1", "page"), ("page=1e3", "page"), ("page=", "page"), ("page=٣", "page"),
        (f"per_page={MOST_PER_PAGE + 1}", "per_page"), ("per_page=999999999999", "per_page"),
        ("full=ja", "full"), ("format=xml", "format"), ("search=" + "a" * 201, "search"),
        ("modified_after=gisteren", "modified_after"), ("modified_after=2026-11-22", "modified_after"),
        ("modified_after=2026-02-30T00:00:00Z", "modified_after"), ("taxonomy_id=geld", "taxonomy_id"),
        ("taxonomy_term_id=%27", "taxonomy_term_id"), ("postcode=4901AB", "postcode"), ("page=1&page=2", "page"),
        ("pagina=2", "pagina"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_with_what_to_do(shared: Kaart, query: str, name: str) -> None:
    answer = shared.ask(f"/services?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    said = answer.json()
    assert (said["parameter"], said["status"]) == (name, 400)
    assert re.search(r"\b(Geef|Kies uit|Noem)\b", said["detail"])
    assert valid(said, "Probleem") == []
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/bestaat-niet", 404), ("GET", f"/services/{MISSING}", 404), ("GET", "/services/geen-uuid", 404),
        ("GET", "/services/", 404), ("POST", "/services", 405), ("DELETE", f"/services/{MISSING}", 405),
    ],
)  # fmt: skip
def test_every_refusal_is_a_sentence(shared: Kaart, method: str, path: str, status: int) -> None:
    answer = shared.ask(path, method)
    assert answer.status_code == answer.json()["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].endswith(".")
    assert status != 405 or answer.headers["allow"] == "GET, HEAD, OPTIONS"


# --- who has it already ---


@pytest.mark.parametrize("path", ["/", "/openapi.json", *LISTS])
def test_who_has_it_already_gets_nothing(shared: Kaart, path: str) -> None:
    first = shared.ask(path)
    assert first.headers["cache-control"] == "public, max-age=60"
    since = parsedate_to_datetime(first.headers["last-modified"])
    tag = first.headers["etag"]
    for headers, status in (
        ({"If-None-Match": tag}, 304),
        ({"If-None-Match": tag.removeprefix("W/")}, 304),
        ({"If-None-Match": f'"iets", {tag}'}, 304),
        ({"If-None-Match": '"iets"'}, 200),
        ({"If-Modified-Since": first.headers["last-modified"]}, 304),
        ({"If-Modified-Since": since.replace(year=2020).strftime("%a, %d %b %Y %H:%M:%S GMT")}, 200),
        ({"If-Modified-Since": "gisteren"}, 200),
        ({"If-Modified-Since": first.headers["last-modified"], "If-None-Match": '"iets"'}, 200),
    ):
        answer = shared.ask(path, headers=headers)
        assert answer.status_code == status, headers
        assert answer.headers["etag"] == tag
        assert (answer.content == b"") == (status == 304)


def test_another_question_has_another_name(shared: Kaart) -> None:
    asked = ["/services", "/services?page=2", "/services?full=true", "/services?search=a", "/organizations"]
    assert len({shared.ask(one).headers["etag"] for one in asked}) == len(asked)


def test_head_says_what_get_says(shared: Kaart) -> None:
    head, got = shared.ask("/services", "HEAD"), shared.ask("/services")
    assert head.status_code == 200
    assert {name: head.headers[name] for name in ("etag", "last-modified", "content-type")} == {
        name: got.headers[name] for name in ("etag", "last-modified", "content-type")
    }


def test_the_kaart_is_that_of_now_and_gets_another_name(kaart: Kaart) -> None:
    before = kaart.ask("/services")
    (row,) = kaart.change({"id": "nieuw", "naam": "Nieuw"})
    after = kaart.ask("/services", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.json()["total_items"] == before.json()["total_items"] + 1
    assert after.headers["etag"] != before.headers["etag"]
    moments = [parsedate_to_datetime(one.headers["last-modified"]) for one in (before, after)]
    assert moments[0] < moments[1]  # also within one second
    kaart.change(gone=["nieuw"])
    assert kaart.ask(f"/services/{service_id(row)}").status_code == 404
    assert kaart.ask("/services").json()["total_items"] == before.json()["total_items"]


def test_the_same_kaart_has_the_same_name_after_a_restart(kaart: Kaart) -> None:
    kaart.change({"id": "nieuw"})
    before = kaart.ask("/services")
    again = Kaart(kaart.bot.folder)
    with again:
        after = again.ask("/services", headers={"If-None-Match": before.headers["etag"]})
        assert after.status_code == 304


def test_on_every_computer_the_same_kaart_has_the_same_name(kaart: Kaart, tmp_path: Path) -> None:
    kaart.change({"id": "nieuw"})
    app, found = kaart.bot.app, []
    for name, moment in (("hier.csv", 1.7e9), ("daar.csv", 1.9e9)):
        file = tmp_path / name
        file.touch()
        os.utime(file, (moment, moment))
        found.append(kaart.wait(Beelden(app.kaart, app.store.kaart, app.clock, file).now()))
    assert found[0].version == found[1].version
    row = next(iter(found[0].services.values()))
    assert found[0].modified(row) < found[1].modified(row)


def test_what_a_newer_program_writes_otherwise_has_another_name(
    kaart: Kaart, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kaart.ask("/services").headers["etag"]
    made = beeld.openbaar.service
    monkeypatch.setattr(beeld.openbaar, "service", lambda row, moment: made(row, moment) | {"alert": "x"})
    kaart.change({"id": "nieuw"})
    kaart.change(gone=["nieuw"])
    assert kaart.ask("/services").headers["etag"] != before


def test_what_is_over_goes_and_what_must_still_begin_is_not_there(kaart: Kaart) -> None:
    today = kaart.bot.clock.now().date().isoformat()
    last, later = kaart.change(
        {"id": "laatste", "geldig_tot": today}, {"id": "later", "geldig_van": "2030-01-01"}
    )
    assert kaart.ask(f"/services/{service_id(last)}").status_code == 200
    assert kaart.ask(f"/services/{service_id(later)}").status_code == 404
    tag = kaart.ask("/services").headers["etag"]
    kaart.bot.clock.pass_(days=1)
    assert kaart.ask(f"/services/{service_id(last)}").status_code == 404
    assert kaart.ask("/services", headers={"If-None-Match": tag}).status_code == 200


def test_without_the_database_the_last_kaart_is_shown(kaart: Kaart, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked() -> int:
        raise StoreUnavailableError

    monkeypatch.setattr(kaart.bot.app.store.kaart, "version", locked)
    refused = kaart.ask("/services")
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "60")
    monkeypatch.undo()
    total = kaart.json("/services")["total_items"]
    monkeypatch.setattr(kaart.bot.app.store.kaart, "version", locked)
    kaart.bot.clock.pass_(days=1)
    assert kaart.json("/services")["total_items"] == total


# --- what stays inside ---


def everything(kaart: Kaart) -> str:
    asked = [
        f"{path}?format=ndjson{more}" for path in LISTS for more in ("", "&full=true") if _takes(path, more)
    ]
    return "\n".join(
        kaart.ask(one).text
        for one in [*asked, "/openapi.json", "/organizations?format=ndjson&full_service=true"]
    )


def _takes(path: str, more: str) -> bool:
    return not more or "full" in LISTS[path]


def test_a_secret_address_is_nowhere(kaart: Kaart) -> None:
    (row,) = kaart.change(SECRET)
    text = everything(kaart)
    assert "Opvang De Zebra" in text
    assert "4901 ZZ" not in text
    service = kaart.service(row)
    assert set(service["service_at_locations"][0]["location"]) == {"id", "location_type"}
    place = service["service_at_locations"][0]["id"]
    assert set(kaart.json(f"/service_at_locations/{place}")["location"]) == {"id", "location_type"}
    assert service["description"].startswith("U kunt hier slapen.")
    assert kaart.ids("/services", search="4901 ZZ") == set()


def test_what_is_for_the_editor_stays_with_the_editor(kaart: Kaart) -> None:
    kaart.change(SECRET)
    shipped = [row.let_op for row in shipped_rows() if len(row.let_op) > 10]
    text = everything(kaart)
    assert shipped
    assert not [one for one in shipped if json.dumps(one, ensure_ascii=False)[1:-1] in text]
    assert "Sanne Zebra" not in text
    assert "let_op" not in text
    assert "nagekeken_door" not in text


def test_facts_keep_their_source_and_the_day_on_which_they_were_checked(kaart: Kaart) -> None:
    (row,) = kaart.change(
        {"id": "een", "bron": "gids 2026", "nagekeken_op": "2026-11-02", "per_gegeven": "naam=deels"}
    )
    service = kaart.service(row)
    values = {one["taxonomy_term"]["code"]: one["value"] for one in service["attributes"]}
    assert service["assured_date"] == "2026-11-02"
    assert (values["kolom:bron"], values["kolom:status"]) == ("gids 2026", "bevestigd")
    assert values["kolom:per_gegeven"] == "naam=deels"


def test_nothing_of_residents_is_there(kaart: Kaart) -> None:
    kaart.wait(kaart.bot.forward("ik heet Zwaantje en heb schulden"))
    nummer = kaart.bot.rows("select nummer from signaal")[0][0]
    text = everything(kaart)
    assert "Zwaantje" not in text
    assert str(nummer) not in text


def test_everybody_may_read_it_from_a_page_of_his_own_and_nobody_frames_it(shared: Kaart) -> None:
    for path in ("/", "/services", "/bestaat-niet", "/services?page=x"):
        answer = shared.ask(path, headers={"Origin": "https://ergens.example"})
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in answer.headers
    asked = {"Origin": "https://ergens.example", "Access-Control-Request-Method": "GET"}
    before = shared.ask("/services", "OPTIONS", headers=asked)
    assert before.status_code == 204
    assert before.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in before.headers["access-control-allow-headers"]


def test_who_asks_without_end_waits(tmp_path: Any) -> None:
    with Kaart(tmp_path, most=3) as kaart:
        assert [kaart.ask("/").status_code for _ in range(4)] == [200, 200, 200, 429]
        refused = kaart.ask("/services")
        assert refused.headers["retry-after"] == "60"
        assert "ndjson" in refused.json()["detail"]
        assert kaart.ask("/", address="192.0.2.2").status_code == 200
        kaart.bot.clock.pass_(minutes=11)
        assert kaart.ask("/").status_code == 200


def test_the_address_is_that_of_the_settings_and_never_that_of_the_question(tmp_path: Any) -> None:
    with Kaart(tmp_path, kaart_url=None, kaart_adres="127.0.0.1", kaart_poort=8400) as kaart:
        answer = kaart.ask("/", headers={"Host": "kwaad.example"})
        assert answer.json()["openapi_url"] == "http://127.0.0.1:8400/openapi.json"
        assert "strict-transport-security" not in answer.headers
    with_https = load_settings(gegevens=tmp_path, kaart_url="https://kaart.example/")
    assert public_url(with_https) == "https://kaart.example"
    with pytest.raises(ConfigError, match="kaart_url"):
        load_settings(gegevens=tmp_path, kaart_url="kaart.example")


def test_a_fault_of_ours_is_a_sentence_and_says_nothing_of_the_program(
    kaart: Kaart, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(row: object, moment: object) -> dict[str, object]:
        raise RuntimeError("geheim pad")

    kaart.json("/services")
    monkeypatch.setattr(beeld.openbaar, "service", broken)
    answer = kaart.ask("/services")
    assert (answer.status_code, answer.json()["title"]) == (500, "Er ging bij ons iets mis")
    assert "geheim pad" not in answer.text


def test_only_what_is_inside_is_left_out() -> None:
    row = full_row()
    shown = public(row)
    differing = {
        name for name in type(row).__dataclass_fields__ if getattr(row, name) != getattr(shown, name)
    }
    assert differing == {"let_op", "nagekeken_door"}
