#if __has_feature(address_sanitizer)

/// The options of the address sanitizer's runtime, which finds this function by its name.
///
/// Swift keeps flags in the bits of some pointers, so that the search for leaks reports memory in use.
__attribute__((used, visibility("default"))) const char *__asan_default_options(void) {
  return "detect_leaks=0";
}

#endif
