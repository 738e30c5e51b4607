#define _GNU_SOURCE
#include "CPlatform.h"

#include <locale.h>
#include <wchar.h>

int column_width(uint32_t scalar) {
  // C.UTF-8 is part of the C library itself; it needs no generated data.
  static locale_t utf8;
  if (!utf8) utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  locale_t previous = uselocale(utf8);
  int width = wcwidth((wchar_t)scalar);
  uselocale(previous);
  return width;
}
