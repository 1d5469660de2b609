"""The one list of calls: whatever shares an address must stand in the same one."""

from ninja import Router

from api.bearer import Bearer
from members.models import Scope

router = Router()
READ, WRITE, FLAG = Bearer(Scope.READ), Bearer(Scope.WRITE), Bearer(Scope.FLAG)
READING, YOURS, WRITING = ["Reading"], ["Yours"], ["Writing"]
