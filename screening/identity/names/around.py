"""What stands around a name: the words that make it a patient's, and those that make it somebody else's."""

import re

RELATIVE = (
    r"mum|mother|mam|dad|father|daughter|son|sister|sis|brother|husband|"
    r"hubby|wife|partner|fiance|fiancee|niece|nephew|nan|gran|grandma|"
    r"granny|grandad|aunt|auntie|uncle|cousin|twin|boyfriend|girlfriend|"
    r"bf|gf|carer|step(?:mum|dad|daughter|son)|in[- ]law|mate|bestie|ex|"
    r"neighbour"
)
PATIENT = (
    r"patients?|pts?|clients?|lady|ladies|gentleman|gent|girl|boy|lad|lass|"
    r"woman|man|bloke|chap|models?|case|customer|punter|teenager|complainant|"
    r"claimant|baby|child|bride|regular|regulars|returner|kid|pensioner|px|service user"
)
STAFF = (
    r"rep|reps|tutor|trainer|accountant|colleague|colleagues|receptionist|"
    r"physio|boss|mentor|surgeon|manager|nurse|nurses|solicitor|plumber|"
    r"engineer|"
    r"prescriber|pharmacist|consultant|registrar|lecturer|speaker|speakers|"
    r"chair|chairs|chaired|president|editor|author|authors|director|inspector|"
    r"assistant|"
    r"therapist|aesthetician|beautician|dermatologist|dentist|doctor|gp|"
    r"anaesthetist|ophthalmologist|radiologist|specialist|trainee|student|"
    r"moderator|mod|admin|organiser|organisers|supplier|courier|electrician|"
    r"cleaner|landlord|bookkeeper|supervisor|examiner|assessor|instructor|"
    r"presenter|injector|practitioner|founder|owner|ceo|secretary|treasurer|"
    r"locum|midwife|paramedic|optometrist|optician|hygienist|photographer|"
    r"insurer|broker|facilitator|journalist|columnist|minister|mp|teacher "
    r"on|professor|prof|lawyer|barrister|counsellor|coach|course lead|delegate|"
    r"expert|statistician|librarian|barista|vet"
)
LEAD = r"(?:^|[^\w'])"
GAP = r"[\s,:;(\"'\-*=/]{0,4}$"


def before(words: str) -> re.Pattern[str]:
    return re.compile(LEAD + rf"(?:{words})" + GAP)


def after(words: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:{words})(?!\w)")


BEFORE = {
    "patient": before(
        rf"(?:{PATIENT})(?:(?:'s|s)? (?:is|was|called|named|name|name is|initials|"
        rf"details|concerned|in question|i mean|here|today|seen|treated))?(?: "
        rf"is| are)?"
    ),
    "relative": before(
        rf"(?:my|her|his|their|the|a|our|patient's|client's|your|and|with|by|"
        rf"'s) (?:[\w-]+ ){{0,2}}(?:{RELATIVE})(?:,? (?:called|named|is|who is))?"
    ),
    "called": before(
        r"called|named|name is|name's|name was|names|real name|full name|surname|"
        r"surname is|first name|forename|maiden name|passport name|known as|"
        r"goes by|down as|signed|signed by|"
        r"patient name|name|nee|aka|under the name|under the name of|in the "
        r"name of|booked as|registered as|booked under|booked in as|married "
        r"name|"
        r"her name|his name|patient is|pt is|client is|patient was|lady is|model "
        r"is|model was|under|initials|answers to|isn't her name, it's|spelled|"
        r"spelt|is actually|really"
    ),
    "paper": before(
        r"(?:complaint|consent|consents|consent form|form|record|records|label|"
        r"labelled|file|letter|invoice|refund|receipt|parcel|referral|notes|"
        r"appointment|appt|results?|bloods|biopsy|scan|"
        r"photos?|pics?|picture|pictures|message|text|email|voicemail|booking|"
        r"card|review|review|prescription|script|feedback|report|details|chart|"
        r"x-?ray|swab|deposit|voucher|statement|testimonial|chaperone|histology|"
        r"ultrasound)"
        r"(?: form| card| letter| note| sheet| result| request| slip| photos?|"
        r" in the photo| in the picture)?(?: signed| received| addressed| made "
        r"out| taken| came| today| sent| dated)? (?:for|of|from|to|by|about|"
        r"says|say|said|reads|read|re|regarding|on behalf of|in|with|is|are|"
        r"is for|shows|belongs to|still says|still shows)"
    ),
    "object": before(
        r"saw|seen|treated|treating|treat|injected|reviewed|reviewing|review|"
        r"consented|dissolved|filled|examined|photographed|consulted|seeing|"
        r"assessed|botoxed|followed up|refunded|"
        r"opinion on|thoughts on|advice on|advice about|advice re|look at|look "
        r"for|posting for|posting about|asking for|asking about|worried about|"
        r"update on|follow[- ]up on|case of|case is|treatment for|appointment "
        r"for|"
        r"did|doing|have|had|got|i've|ive got|we've got|met|rang|ring|phoned|"
        r"telephoned|called|texted|emailed|messaged|refused|turned away|discharged|"
        r"referred|referring|booked|tell|told|asked|warned|reassured|wrote to|"
        r"visited|scanned|lasered|peeled|microneedled|needled|"
        r"about|re|regarding|for|on behalf of|thanks to|in on|treat|on|happened "
        r"to|to do|lost|helped|help|assured|advised|gave|give|given|owe|owed|"
        r"sent|invoice to|from|dear old|poor|lovely|little|old|young|bless|meet"
    ),
    "strong_object": before(
        r"saw|treated|injected|reviewed|consented|dissolved|examined|photographed|"
        r"assessed|botoxed|discharged|refunded|opinion on|thoughts on|look at|"
        r"posting for|posting about|update on|treated|case of|"
        r"lasered|peeled|scanned|did|doing|seeing|treating|thanks to|complaint "
        r"from|on behalf of|anyone else (?:seen|treated|had|met)|anyone (?:seen|"
        r"treated|had)|consent from|refused|turned away|worried about|re|poor|"
        r"today(?:'s)? (?:was|is)"
    ),
    "greeting": re.compile(
        r"(?:^|[\n\"'.!?,]\s*)(?:dear|hi|hello|hey|hiya|thanks|thank you|cheers|"
        r"morning|afternoon|evening|ty|thx|agree with|well said|congratulations|"
        r"congrats|welcome|sorry|ta|nice one|good point|exactly|seconded|@)[\s,]+(?:again "
        r"|all |so much |very much |you |both )?[\s,]{0,2}$"
    ),
    "signing": re.compile(
        r"(?:thanks|thank you|regards|wishes|cheers|love|best|yours|sincerely|"
        r"faithfully|ta|xx|many thanks|thx|signed|xo)[\s,.!x]*$"
    ),
    "self": before(r"i am|i'm|im|my name is|my name's|this is me|it's me|i was trained by|me"),
    "its": before(r"it's|its|this is|it is|here is|here's|that's|she's|he's|she is|he is"),
    "clinician": before(
        r"dr|dr\.|prof|professor|doctor|nurse|nurse practitioner|sister at|matron|"
        r"mr the surgeon|pharmacist|surgeon|consultant|rep|midwife|dentist"
    ),
    "author": before(
        r"by|trained with|trained under|taught by|shadowed|lecture by|talk by|"
        r"paper by|according to|see|cf|per|et|after|described by|cited in|citing|"
        r"quoting|chaired by|written by|book by|presented by|"
        r"hosted by|led by|ask|speak to|spoke to|with dr|and dr|interview with|"
        r"watch|watched|listening to|heard|read|reading|follow|following|studied "
        r"with|course with|masterclass with|podcast with"
    ),
    "staff": before(
        rf"(?:{STAFF})(?:s)?(?: is| was| called| named| is called| there is| "
        rf"here is|'s name is| there| at \w+| from \w+)?"
    ),
    "place": before(
        r"in|at|near|outside|around|across|north of|south of|west of|east of|towards|between|to|from|via|into"
    ),
    "firm": before(
        r"made by|sold by|from|by|buy|bought|order|ordered|stock|stocking|use|"
        r"using|used|switched to|prefer|try|tried|with|vs|versus|versus the|"
        r"or|than|the|a|some|of|new|more|love|like|syringe of|ml of|ml|units "
        r"of|vial of|box of"
    ),
    "list": re.compile(
        r"(?:^|[\n|/])\s*(?:(?:pt|patient|client|name|re|subject|ref|quote ref in subject|case \d+|px)\s*[:\-]\s*)$"
    ),
    "quoted_from": re.compile(
        r"(?:text|email|message|whatsapp|letter|voicemail|note|wrote|writes|"
        r"dm|card|says|said)[^.\n]{0,40}[:\"]\s*[\"']?(?:hi|hiya|hello|hey)?[\s,]*(?:it's|"
        r"its|this is)?\s*$"
    ),
    "model": before(
        r"(?:models?|volunteer|saturday's model|today's model|my model|our model|"
        r"before and after of|b4 n afters of|transformation of|results? (?:of|"
        r"on))"
    ),
}
BODY = (
    r"lips?|cheeks?|chin|jaw|jawline|nose|nodules?|lumps?|peels?|filler|"
    r"fillers|tox|toxin|botox|consent|notes|results?|bloods|photos?|pics?|"
    r"pictures|appointment|appt|skin|review|dob|"
    r"mobile|number|mum|mother|dad|husband|wife|partner|daughter|son|sister|"
    r"swelling|bruise|bruising|scar|acne|rosacea|melasma|brows?|eyes?|eyelids?|"
    r"eyelid|tear troughs?|face|forehead|"
    r"glabella|frown|crow's|hands|neck|treatment|treatments|swab|biopsy|"
    r"scan|record|records|file|form|invoice|refund|complaint|case|reaction|"
    r"infection|allergy|allergies|medication|history|hx|"
    r"before|befores|afters|after|top[- ]?up|touch[- ]?up|course of|session|"
    r"consultation|script|prescription|deposit|left|right|upper|lower|masseters?|"
    r"temples?|nasolabial|marionettes?|"
    r"email|insta|address|home|house|gp|asymmetry|droop|ptosis|smile|healing|"
    r"stitches|wound|rash|burn|hair|weight|pregnancy|baby|labs|medical|ultrasound|"
    r"details|card|follow[- ]?up|laser|microneedling|first|second|last|new|"
    r"old|aftercare"
)
AFTER = {
    "owns_body": re.compile(rf"^'s? (?:[\w-]+ ){{0,2}}(?:{BODY})(?!\w)"),
    "owns": re.compile(r"^'s?(?= \w)"),
    "owns_work": re.compile(
        r"^'s? (?:[\w-]+ ){0,3}(?:paper|papers|study|studies|review|technique|"
        r"method|sign|syndrome|disease|test|classification|scale|lecture|lectures|"
        r"course|courses|talk|talks|book|"
        r"textbook|chapter|lines?|point|plane|effect|palsy|pupil|protocol|guidelines?|"
        r"consensus|slides?|webinar|podcast|masterclass|workshop|model|law|triangle|"
        r"angle|space|fascia|nerve|"
        r"criteria|index|score|formula|solution|recipe|data|figures?|article|"
        r"letter to the editor|series|trial|work|theory|approach|handout|demo|"
        r"presentation|keynote|video|videos|block|manoeuvre|maneuver|fracture|"
        r"ligament|fat|pad|gland|cells?|apparatus|lamp|clinic|pharmacy|academy|"
        r"account|stand|team|range|products?)(?!\w)"
    ),
    "year": re.compile(r"^(?:'s)?,? ?\(?(?:19|20)\d\d"),
    "et_al": re.compile(
        r"^,? ?(?:et al|and colleagues|& [a-z]|and [a-z]\w+(?:'s)? \(?(?:19|"
        r"20)\d\d|and co\b|and coworkers|[a-z]{1,2}, )"
    ),
    "age": re.compile(
        r"^(?:,| is| was| -|:)?,? ?(?:\(|aged |age |a )?(?:\d{1,2})(?! ?(?:ml|"
        r"mg|units|u\b|iu|weeks?|w\b|wk|%|:|/|\.\d|months?|days?|am|pm|x\b))(?: ?(?:yo|"
        r"y/o|yrs?|years?)(?: old)?)?(?:[,)\s.]|$)|^,? ?\(?[fm],? ?\d{2}|^,? "
        r"(?:in )?(?:her|his) (?:early |mid |late )?(?:teens|twenties|thirties|"
        r"forties|fifties|sixties|seventies|eighties|\d0s)|^,? [a-z]+ty[- ](?:odd|"
        r"one|two|three|four|five|six|seven|eight|nine)|^,? (?:aged|age) "
    ),
    "born": re.compile(
        r"^,?\W{0,3}(?:\(?d\.?o\.?b|born|date of birth|b\. ?\d|nhs|hosp|mrn|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4})"
    ),
    "verb": after(
        r",? (?:also |just |still |then |who |really |only |has |had |is |was "
        r"|had just |says she |says he )?(?:had|has|came|comes|attended|rang|"
        r"phoned|texted|messaged|presented|wants|wanted|would like|asked|asks|"
        r"developed|reacted|agreed|agrees|returned|complained|emailed|keeps|"
        r"bruised|"
        r"swelled|fainted|cried|booked|cancelled|lives|consented|paid|loves|"
        r"loved|looks|looked|said yes|felt|feels|needs|needed|got|gets|seen|"
        r"smokes|takes|declined|signed|reports|reported|denies|healed|settled|"
        r"flinched|went|turned up|"
        r"didn't|doesn't|won't|can't|is asking|is on|is allergic|is happy|was "
        r"happy|is back|is pregnant|is coming|is due|is booked|is having|was "
        r"treated|was seen|was in|is in|is down|is worried|is a|is my|is our|"
        r"is fine|is okay|is 1|is the patient|is the one|has agreed|accepts|"
        r"and her|and his|and she|and he|with the|from the|who works|who had|"
        r"who has|who lives|who came|the patient|the client|refused|rebooked|"
        r"would|did|thinks|swears|hates|sends|sent)"
    ),
    "pronoun": re.compile(r"^[^.!?\n]{0,40}?\b(?:she|her|he|his|him|hers)\b"),
    "staff": re.compile(
        rf"^[,(\s]{{1,3}}(?:is |was |who is |who's |'s |he's |she's |\()?(?:the "
        rf"|our |my |a |an |your |their |his |her |from |at )?(?:[\w-]+ ){{0,2}}(?:{STAFF})(?!\w)|"
        rf"^,? (?:from|at|of) (?:galderma|allergan|teoxane|merz|abbvie|head office|"
        rf"the college|the academy|the company|sales|reception|the deanery|the "
        rf"conference|the mhra|the cqc)"
        rf"|^,? (?:taught|trained|lectured|demonstrated|published|showed us|described|"
        rf"wrote|writes|recommends|recommended|argues|argued|reported|found|proposed|"
        rf"presented|is speaking|will speak|are speaking|chaired|runs|teaches|"
        rf"coined|popularised|started all|covers|says in (?:his|her)|explains|"
        rf"demonstrates|lectures|presents|concluded|suggested|classified)"
    ),
    "pair": re.compile(r"^ (?:&|and|or|vs\.?|/) [a-z]"),
    "ends": re.compile(r"^[\s.!x)'\"-]{0,6}$"),
    "organisation": re.compile(
        r"^(?:'s)? (?:& |and )?(?:[\w-]+ )?(?:clinic|hospital|infirmary|surgery|"
        r"practice|university|college|academy|school|society|association|institute|"
        r"trust|council|committee|ltd|limited|plc|inc|pharma\w*|aesthetics|skin|"
        r"medispa|spa|salon|journal|street|road|lane|avenue|square|award|prize|"
        r"lecture|scale|classification|sign|syndrome|course|method|technique|"
        r"lift|cannula|needle|filler|gel|cream|serum|laser|device|toxin|peel|"
        r"medal|foundation|conference|memorial|centre|center|building|house|"
        r"hotel|disease|phenomenon|effect|palsy|score|test|criteria|line|lines|"
        r"plane|pupil|point|triangle|block)(?!\w)"
    ),
    "paper_after": re.compile(
        r"^(?:'s)? ?(?:refund|complaint|consent|invoice|parcel|referral|booking|"
        r"appointment|deposit|b4|before and after|before n after|before/after|"
        r"photos|pics|results|notes|1ml|2ml|0\.5ml|lips|toxin|tox|botox|filler|"
        r"peel|wk|week|\d\.?\d? ?ml|\d{1,2} ?units|review|follow up|f/u|ref|"
        r"re\b)"
    ),
}
NEAR_PATIENT = re.compile(
    rf"\b(?:{PATIENT}|she|her|he|his|him|treated|lips|filler|toxin|tox|botox|"
    rf"nodules?|bruis\w+|swelling|swollen|appointment|consent\w*|complaint|"
    rf"dob|allerg\w+|aftercare|refund)\b"
)
NEAR_STAFF = re.compile(
    r"\b(?:lecture|talk|speakers?|speaking|course|conference|webinar|paper|"
    r"study|consensus|textbook|journal|masterclass|workshop|keynote|author|"
    r"published|et al|rep|samples|training|trained|chaired|protocol|guideline|"
    r"review article|podcast|poster|abstract|symposium|panel|faculty|delegates|"
    r"students|tutor)\b"
)
WRITER_IS_PATIENT = re.compile(
    r"\b(?:patient not|not a (?:nurse|practitioner|doctor|professional|injector)|"
    r"i'm the patient|i am the patient|i am a patient|im a patient|"
    r"i had (?:my|a|lips|tear|filler|botox|tox|the|some|2|1)|had (?:my )?(?:lips|"
    r"filler|botox|face|cheeks|brows) done|i got my|my (?:lips?|face|eye|"
    r"cheeks?|eyelid|brow|bruise|filler|lump) (?:is|are|still|has|have|feels?)|"
    r"me (?:eye|lip|lips|face)|one of your members|is (?:this|that|it) (?:normal|"
    r"meant|ok)|ring (?:us|me) back|did my|who did me|saw you|treated me|"
    r"seeing me|after my)\b"
)
