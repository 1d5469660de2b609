"""What a page may load is said with every page, refusals included."""

import pytest
from csp.utils import build_policy

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("path", "status"), [("/helpline/", 200), ("/topics/0/", 404)])
def test_the_policy_of_the_settings_goes_with_it(client, path, status):
    page = client.get(path)
    assert (page.status_code, page["Content-Security-Policy"]) == (status, build_policy())
