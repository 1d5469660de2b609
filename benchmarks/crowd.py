"""A crowd that votes on answers: invented, seeded, and told apart from what is measured on it.

Read differences between rules, not levels. What is assumed:
- Three to seven answers a thread, each harmful (0), weak (1), good (2) or excellent (3); authors of higher tiers write
  better ones. Who writes does not depend on the share of uninformed readers.
- Of the viewers a share `uninformed` is unverified; of the others half are registered, 3 in 10 prescribers, a fifth
  experts. Each judges an answer rightly as often as TRUE_COMPETENCE says.
- In 35 % of the threads one harmful answer reads best: the unverified take it for good in TAKEN_IN of the cases, the
  registered judge it by the toss of a coin. In 8 % experts are split: over the best answer they toss a coin too.
- The further down an answer stands, the fewer look at it; disagreeing is half as likely as endorsing.
- A ring of unverified accounts marks a harmful answer up and the best one down in 40 % of the threads. In the harder
  settings some of them are registered, or experts: insiders. All of a ring share a cluster: an employer, a burst, or
  their mutual praise gives them away. A ring that hides all three is not helped against by the discount.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import exp
from random import Random

from forum.ranking import Vote

TRUE_COMPETENCE = (0.52, 0.66, 0.78, 0.88)
AUTHORS = (0.35, 0.30, 0.20, 0.15)
GRADES = ((0.38, 0.30, 0.22, 0.10), (0.26, 0.32, 0.27, 0.15), (0.14, 0.28, 0.34, 0.24), (0.07, 0.19, 0.36, 0.38))
VERIFIED = (0.5, 0.3, 0.2)
APPEALING, SPLIT, ATTACKED = 0.35, 0.08, 0.40
TAKEN_IN = 0.75
ENDORSES, DISAGREES = 0.5, 0.25
LOOKS_LESS = 0.82
YEAR = 365.0
NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)


@dataclass
class Answer:
    """What the rules see of an answer, and its grade, which they do not."""

    pk: int
    author_tier: int
    grade: int
    up: list[Vote] = field(default_factory=list)
    down: list[Vote] = field(default_factory=list)

    @property
    def created_at(self) -> datetime:
        return NOON + timedelta(minutes=self.pk)


@dataclass(frozen=True)
class Setting:
    uninformed: float
    viewers: float
    ring: int = 0
    registered: int = 0
    insiders: int = 0


@dataclass(frozen=True)
class Thread:
    answers: list[Answer]
    attacked: bool


def thread(dice: Random, setting: Setting) -> Thread:
    answers = [an_answer(dice, number) for number in range(dice.randint(3, 7))]
    harmful = [answer for answer in answers if answer.grade == 0]
    best = max(answers, key=lambda answer: answer.grade)
    appealing = dice.choice(harmful) if harmful and dice.random() < APPEALING else None
    split = best if dice.random() < SPLIT else None
    for _ in range(poisson(dice, setting.viewers)):
        view(dice, answers, tier_of_viewer(dice, setting.uninformed), appealing, split)
    attacked = dice.random() < ATTACKED and bool(setting.ring and harmful)
    if attacked:
        attack(setting, appealing or harmful[0], best)
    return Thread(answers, attacked)


def an_answer(dice: Random, number: int) -> Answer:
    tier = pick(dice, AUTHORS)
    return Answer(number, tier, pick(dice, GRADES[tier]))


def view(dice: Random, answers: list[Answer], tier: int, appealing: Answer | None, split: Answer | None) -> None:
    looks = 1.0
    for answer in answers:
        if dice.random() < looks:
            good = answer.grade >= 2
            right = dice.random() < competence(tier, answer, appealing, split)
            if good is right:
                if dice.random() < ENDORSES:
                    answer.up.append(Vote(tier, None, YEAR))
            elif dice.random() < DISAGREES:
                answer.down.append(Vote(tier, None, YEAR))
        looks *= LOOKS_LESS


def competence(tier: int, answer: Answer, appealing: Answer | None, split: Answer | None) -> float:
    if answer is appealing and tier <= 1:
        return 1 - TAKEN_IN if tier == 0 else 0.5
    if answer is split and tier >= 2:
        return 0.5
    return TRUE_COMPETENCE[tier]


def attack(setting: Setting, harmful: Answer, best: Answer) -> None:
    """Votes of the ring: its experts, its registered members, and the unverified rest."""
    known = [3] * setting.insiders + [1] * setting.registered
    for tier in known + [0] * (setting.ring - len(known)):
        harmful.up.append(Vote(tier, "ring", YEAR))
        best.down.append(Vote(tier, "ring", YEAR))


def tier_of_viewer(dice: Random, uninformed: float) -> int:
    return 0 if dice.random() < uninformed else 1 + pick(dice, VERIFIED)


def pick(dice: Random, shares: tuple[float, ...]) -> int:
    return dice.choices(range(len(shares)), shares)[0]


def poisson(dice: Random, mean: float) -> int:
    """Knuth's way."""
    limit, product, count = exp(-mean), dice.random(), 0
    while product > limit:
        product *= dice.random()
        count += 1
    return count
