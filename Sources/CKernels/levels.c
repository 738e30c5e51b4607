#include "levels.h"

#include <stdlib.h>

struct Level {
  const char *name;
  const struct Kernels *kernels;
  bool (*is_supported)(void);
};

static bool always(void) { return true; }

#if defined __x86_64__
static bool has_v3(void) { return __builtin_cpu_supports("x86-64-v3"); }
static bool has_v4(void) { return __builtin_cpu_supports("x86-64-v4"); }
#endif

/// The levels of this architecture, the fastest last.
static const struct Level levels[] = {
    {"baseline", &kernels_baseline, always},
#if defined __x86_64__
    {"v3", &kernels_v3, has_v3},
    {"v4", &kernels_v4, has_v4},
#endif
};

enum { Levels = sizeof levels / sizeof *levels };

static const struct Level *chosen = levels;
static const struct Kernels *kernels = &kernels_baseline;

/// Chooses a level before anything else runs: the one that SGDB_LEVEL names if this processor has
/// it, else the fastest one it has.
__attribute__((constructor)) static void choose_level(void) {
#if defined __x86_64__
  __builtin_cpu_init();
#endif
  const char *wanted = getenv("SGDB_LEVEL");
  for (int i = 0; i < Levels; i++) {
    if (!levels[i].is_supported()) continue;
    chosen = &levels[i];
    if (wanted && strcmp(chosen->name, wanted) == 0) break;
  }
  kernels = chosen->kernels;
}

const char *vector_level(void) { return chosen->name; }

const char *vector_supported_level(intptr_t index) {
  for (int i = 0; i < Levels; i++) {
    if (levels[i].is_supported() && index-- == 0) return levels[i].name;
  }
  return NULL;
}

void vector_scores(
    const float *matrix, intptr_t blocks, const int32_t *rows, intptr_t count, const float *v,
    float *scores) {
  kernels->scores(matrix, blocks, rows, count, v, scores);
}

double vector_weigh_logistic(float *scores, const float *weights, intptr_t count, bool *is_finite) {
  return kernels->weigh_logistic(scores, weights, count, is_finite);
}

bool vector_move(
    float *matrix, intptr_t blocks, const int32_t *rows, intptr_t count, const float
    *coefficients, float rate, float *v, float *gradient, const int32_t *next, intptr_t
    next_count) {
  return kernels->move(
      matrix, blocks, rows, count, coefficients, rate, v, gradient, next, next_count);
}

void vector_score_rows(
    const float *rows, intptr_t blocks, intptr_t count, const float *v, float *scores) {
  kernels->score_rows(rows, blocks, count, v, scores);
}

void vector_move_rows(
    float *rows, intptr_t blocks, intptr_t count, const float *weights, const float *steps,
    const float *old, float *partial, double factor, double *sums) {
  kernels->move_rows(rows, blocks, count, weights, steps, old, partial, factor, sums);
}

void vector_move_and_score_rows(
    float *rows, intptr_t blocks, intptr_t count, const float *weights, const float *steps,
    const float *old, float *partial, double factor, double *sums, const float *v, float
    *scores) {
  kernels->move_and_score_rows(
      rows, blocks, count, weights, steps, old, partial, factor, sums, v, scores);
}

double vector_exponentials(float *numbers, intptr_t count, float reference) {
  return kernels->exponentials(numbers, count, reference);
}

float vector_maximum(const float *numbers, intptr_t count) {
  return kernels->maximum(numbers, count);
}

float vector_exponential(float x) {
  return kernels->exponential(x);
}

float vector_largest(const float *numbers, intptr_t blocks, float least) {
  return kernels->largest(numbers, blocks, least);
}

bool vector_steps_stay_finite(const float *row, intptr_t blocks, float factor) {
  return kernels->steps_stay_finite(row, blocks, factor);
}

bool vector_is_finite(const float *row, intptr_t blocks) {
  return kernels->is_finite(row, blocks);
}

void vector_draw(
    uint64_t state, intptr_t count, uint64_t increment, const struct VectorSlot *slots,
    uint32_t slot_count, uint64_t *places, int32_t *drawn) {
  kernels->draw(state, count, increment, slots, slot_count, places, drawn);
}

bool vector_list_draws(
    const int32_t *observed, intptr_t pairs, intptr_t count, uint64_t state, uint64_t
    increment, const struct VectorSlot *slots, uint32_t slot_count, uint64_t *places, int32_t
    *rows, float *weights) {
  return kernels->list_draws(
      observed, pairs, count, state, increment, slots, slot_count, places, rows, weights);
}
