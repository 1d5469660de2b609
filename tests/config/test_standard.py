"""What every answer holds to, whoever asks: it says what it is, and no other site may read it."""

import pytest

pytestmark = pytest.mark.django_db
HTML, JSON, PROBLEM = "text/html; charset=utf-8", "application/json", "application/problem+json"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", HTML), ("/nothing/", HTML), ("/accounts/login/", HTML), ("/healthz/", JSON), ("/api/v1/topics", PROBLEM),
        ("/sw.js", "text/javascript; charset=utf-8"), ("/topics/0/tail/?after=0", HTML),
    ],
)  # fmt: skip
def test_each_answer_says_what_it_is_and_is_nothing_else(client, path, kind):
    answer = client.get(path)
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == (kind, "nosniff")


@pytest.mark.parametrize("path", ["/", "/healthz/", "/api/v1/topics", "/topics/0/tail/?after=0"])
@pytest.mark.parametrize("method", ["get", "options"])
def test_no_other_site_may_read_an_answer(client, path, method):
    answer = getattr(client, method)(path, headers={"origin": "https://elsewhere.example"})
    assert [name for name in answer.headers if name.lower().startswith("access-control-")] == []
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
