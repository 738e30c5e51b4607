#ifndef CWIDTH_H
#define CWIDTH_H

#include <stdint.h>

/// The columns a terminal gives to a Unicode scalar by the C library's tables for UTF-8, whatever
/// the locale of the process; -1 for one that is not printed.
int column_width(uint32_t scalar);

#endif
