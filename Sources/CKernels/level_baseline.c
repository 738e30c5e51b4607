#include "levels.h"

#define KERNELS kernels_baseline
#include "arithmetic.h"
