// Texts too large for an array literal of Swift, which takes the compiler minutes.

#include "CTexts.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char royals_text[] = {
#embed "royals.txt"
};
const unsigned char *const royals_text_start = royals_text;
const size_t royals_text_count = sizeof royals_text;
