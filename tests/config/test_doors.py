"""What programs ask is answered over HTTPS alone; people are sent on to it."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_production(settings):
    """As behind a proxy that ends TLS."""
    settings.SECURE_SSL_REDIRECT, settings.SECURE_PROXY_SSL_HEADER = True, ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize("path", ["/api/v1/topics/", "/csp/", "/healthz/", "/mail/bounces/", "/metrics", "/readyz/"])
def test_a_program_without_tls_is_refused_and_not_sent_on(client, in_production, path):
    answer = client.post(path, {"words": "in clear"})
    assert (answer.status_code, answer.content, "Location" in answer) == (403, b"Only over HTTPS.\n", False)


def test_over_https_they_answer_and_people_are_sent_on(client, in_production):
    assert client.get("/readyz/", headers={"X-Forwarded-Proto": "https"}).status_code == 200
    page = client.get("/helpline/")
    assert (page.status_code, page["Location"]) == (301, "https://testserver/helpline/")
