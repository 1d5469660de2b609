"""What is found: a stretch of the text, the kind of identifier it is, and whether it may ever stay."""

from dataclasses import dataclass

# A direct identifier points at one person by itself and cannot be kept; the others may stay for a reason.
DIRECT = frozenset(
    {
        "name", "dob", "nhs_number", "hospital_number", "phone", "email", "handle", "address", "postcode",
        "registration_plate",
    }
)  # fmt: skip
INDIRECT = frozenset({"treatment_date_clinic", "age_over_89", "rare_combination"})
KINDS = DIRECT | INDIRECT


@dataclass(frozen=True, order=True)
class Identifier:
    """One find. `start` and `end` are offsets into the text as it was given, end exclusive."""

    start: int
    end: int
    kind: str

    @property
    def is_direct(self) -> bool:
        return self.kind in DIRECT

    def overlaps(self, other: "Identifier") -> bool:
        return self.start < other.end and other.start < self.end
