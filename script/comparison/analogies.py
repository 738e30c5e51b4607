"""Pairs of words of the King James Bible that stand in one relation, and the questions they make."""

from itertools import permutations

RELATIONS = {
    "man and woman": """
        man woman, men women, king queen, father mother, son daughter, sons daughters,
        brother sister, husband wife, he she, him her, himself herself, ram ewe, ox cow, male female,
        manservant maidservant, menservants maidservants, prophet prophetess, bridegroom bride,
        bullock heifer, master mistress""",
    "one and many": """
        king kings, city cities, day days, year years, house houses, hand hands, child children,
        servant servants, prophet prophets, tree trees, word words, mountain mountains, stone stones,
        eye eyes, foot feet, enemy enemies, brother brethren, nation nations, garment garments,
        vessel vessels, sword swords, bone bones, beast beasts, judgment judgments""",
    "present and past": """
        come came, go went, see saw, speak spake, make made, give gave, take took, know knew,
        hear heard, send sent, bring brought, build built, find found, keep kept, slay slew,
        stand stood, fall fell, flee fled, think thought, write wrote, die died, dwell dwelt,
        turn turned, call called""",
    "I and he": """
        come cometh, go goeth, see seeth, say saith, speak speaketh, make maketh, give giveth,
        take taketh, eat eateth, know knoweth, hear heareth, bring bringeth, keep keepeth,
        stand standeth, fall falleth, love loveth, call calleth, dwell dwelleth, seek seeketh,
        live liveth, die dieth, find findeth, bear beareth, believe believeth""",
    "I and thou": """
        will wilt, shall shalt, have hast, are art, do dost, may mayest, can canst,
        should shouldest, know knowest, say sayest, see seest, go goest, come comest,
        speak speakest, make makest, did didst, had hadst, were wast""",
    "how many and which": """
        one first, two second, three third, four fourth, five fifth, six sixth, seven seventh,
        eight eighth, nine ninth, ten tenth, eleven eleventh, twelve twelfth""",
}


def questions(words):
    """All `(a, b, c, d)` of different words that are there: a is to b as c is to d."""
    for relation in RELATIONS.values():
        pairs = [pair.split() for pair in relation.split(",")]
        for (a, b), (c, d) in permutations(pairs, 2):
            if len({a, b, c, d} & words) == 4:
                yield a, b, c, d
