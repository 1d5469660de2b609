"""A database that does not answer costs nobody a word, and nobody the number to ring."""

import logging
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import OperationalError, ProgrammingError, connection

from config.away import Schema, waiting_migrations
from config.logs import OneLine

WORDS = "We keep ours in a locked fridge and write the reading down twice a day."


@contextmanager
def database_that_says(error):
    def refuse(*args):
        raise error

    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def browser(as_, author):
    browser = as_(author)
    browser.raise_request_exception = False
    return browser


def test_a_reply_comes_back_with_its_words_and_the_number_to_ring(browser, question):
    with database_that_says(OperationalError("the database is away")):
        page = browser.post(f"/topics/{question.pk}/replies/", {"body": WORDS, "client_id": str(uuid4())})
    assert (page.status_code, page["Retry-After"], page["Cache-Control"]) == (503, "5", "no-store")
    text = page.content.decode()
    assert (WORDS in text, 'href="tel:999"' in text, 'href="/helpline/"' in text) == (True, True, True)


def test_a_mistake_of_ours_stays_a_mistake(browser, question, monkeypatch):
    monkeypatch.setattr(Schema, "is_as_new_as_the_code", True)
    with database_that_says(ProgrammingError("no such column")):
        assert browser.get(f"/topics/{question.pk}/").status_code == 500


def test_a_database_older_than_the_code_takes_no_pages(browser, question, monkeypatch):
    monkeypatch.setattr(Schema, "is_as_new_as_the_code", False)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    answer = browser.get("/healthz/")
    assert (answer.status_code, answer.json()["parts"]["migrations"]) == (503, False)
    assert waiting_migrations() == ["sessions.0001_initial"]


def test_the_log_says_it_in_one_line():
    error = OperationalError("connection refused\n\tIs the server running?")
    way_there = (OperationalError, error, None)
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Service Unavailable: %s", ("/",), way_there)
    OneLine().filter(record)
    said = "Service Unavailable: / (connection refused Is the server running?)"
    assert (record.getMessage(), record.exc_info) == (said, None)
