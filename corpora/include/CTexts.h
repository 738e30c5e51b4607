#pragma once

#include <stddef.h>

/// The first byte of `royals.txt`.
extern const unsigned char *const royals_text_start;
/// The length of `royals.txt`, in bytes.
extern const size_t royals_text_count;
