/// Levels of processors, for each of which the kernels are compiled.
///
/// Levels differ in speed alone. The baseline is what the compiler assumes of any processor; v3 and v4
/// are the levels of the x86-64 ABI: v3 has AVX2 and fused multiply-add, v4 has AVX-512.

#ifndef SGDB_LEVELS_H
#define SGDB_LEVELS_H

#include "vectors.h"

#include <string.h>

/// The functions of vectors.h at one level.
struct Kernels {
  __typeof__(vector_scores) *scores;
  __typeof__(vector_weigh_logistic) *weigh_logistic;
  __typeof__(vector_move) *move;
  __typeof__(vector_score_rows) *score_rows;
  __typeof__(vector_move_rows) *move_rows;
  __typeof__(vector_move_and_score_rows) *move_and_score_rows;
  __typeof__(vector_exponentials) *exponentials;
  __typeof__(vector_maximum) *maximum;
  __typeof__(vector_exponential) *exponential;
  __typeof__(vector_largest) *largest;
  __typeof__(vector_steps_stay_finite) *steps_stay_finite;
  __typeof__(vector_is_finite) *is_finite;
  __typeof__(vector_draw) *draw;
  __typeof__(vector_list_draws) *list_draws;
};

extern const struct Kernels kernels_baseline, kernels_v3, kernels_v4;

#endif
