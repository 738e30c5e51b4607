#define _GNU_SOURCE
#include "CPlatform.h"

#include <locale.h>
#include <pthread.h>
#include <wchar.h>

/// None where the C library has no such locale; then that of the process is used.
static locale_t utf8;

static void make_locale(void) {
  // C.UTF-8 is part of the C library itself; it needs no generated data.
  utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

int column_width(uint32_t scalar) {
  static pthread_once_t is_made = PTHREAD_ONCE_INIT;
  pthread_once(&is_made, make_locale);
  locale_t previous = uselocale(utf8);
  int width = wcwidth((wchar_t)scalar);
  uselocale(previous);
  return width;
}
