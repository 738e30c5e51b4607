#include "levels.h"

#if defined __x86_64__

#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#define KERNELS kernels_v3
#include "arithmetic.h"
#pragma clang attribute pop

#endif
