/// The inner loops of the kernels that Swift's SIMD types lower badly: sums across lanes, and rows of
/// a length that is known when compiled.
///
/// Every result has the same bits on every processor: only operations that IEEE 754 rounds exactly,
/// in a fixed order. Sums of products are fused multiply-adds, which the C library computes where the
/// processor cannot, some twenty times slower. The functions are compiled for several levels of processor, of
/// which one is chosen when the program starts.
///
/// A row is a number of blocks of sixteen numbers, 64-byte aligned. A matrix is rows one after
/// another.

#ifndef SGDB_VECTORS_H
#define SGDB_VECTORS_H

#include <stdbool.h>
#include <stdint.h>

/// The level of processor whose functions are used: "baseline", "v3" or "v4".
///
/// It is the fastest one that this processor has, unless SGDB_LEVEL in the environment names another
/// that it has.
const char *_Nonnull vector_level(void);

/// The levels that this processor has, the fastest last, by index from 0; NULL after the last.
const char *_Nullable vector_supported_level(intptr_t index);

/// Numbers of a block.
enum { VectorBlock = 16 };

/// `z_i = u_{rows[i]}ᵀ v`, four at a time: up to three more rows are read, and whole blocks of scores
/// written.
void vector_scores(
    const float *_Nonnull matrix, intptr_t blocks, const int32_t *_Nonnull rows, intptr_t count,
    const float *_Nonnull v, float *_Nonnull scores);

/// Prefetches the cache lines of a row soon to be read and written into the second cache: the first one
/// is full of the rows in use.
static inline void vector_fetch(const float *_Nonnull row, intptr_t blocks) {
  for (intptr_t k = 0; k < blocks; k++) __builtin_prefetch(row + k * VectorBlock, 1, 2);
}

/// Turns scores into weighted logistic functions, block by block, and returns the loss.
///
/// A score `z` of weight `w > 0` becomes `w σ(z)`, and its loss is `w ln(1 + e^z)`; one of weight
/// `w < 0` becomes `w σ(-z)`, and its loss is `-w ln(1 + e^{-z})`. Any `z` will do; one of weight 0
/// counts for nothing.
///
/// - Parameters:
///   - scores: The scores, overwritten; whole blocks.
///   - weights: Their weights; 0 in the padding of the last block.
///   - count: How many there are.
///   - is_finite: Receives whether all scores are finite.
/// - Returns: The sum of the losses, in nats.
double vector_weigh_logistic(
    float *_Nonnull scores, const float *_Nonnull weights, intptr_t count,
    bool *_Nonnull is_finite);

/// Moves `v` by `-rate Σ_i a_i u_{rows[i]}` and every `u_{rows[i]}` by `-rate a_i v`, all with the
/// vectors as they were; a row that comes twice is moved twice.
///
/// - Parameters:
///   - gradient: Room for a row.
///   - next: Rows that will be needed next, to be fetched on the way; `nextCount` of them.
/// - Returns: Whether `v` is finite.
bool vector_move(
    float *_Nonnull matrix, intptr_t blocks, const int32_t *_Nonnull rows, intptr_t count,
    const float *_Nonnull coefficients, float rate, float *_Nonnull v, float *_Nonnull gradient,
    const int32_t *_Nullable next, intptr_t nextCount);

/// Takes the scores of consecutive rows with `v`.
void vector_score_rows(
    const float *_Nonnull rows, intptr_t blocks, intptr_t count, const float *_Nonnull v,
    float *_Nonnull scores);

/// Adds `factor Σ_i weights[i] u_i` of consecutive rows to sums in double precision, and moves each
/// `u_i`, once it is added, by `-steps[i] old`.
///
/// - Parameters:
///   - partial: Room for a row.
void vector_move_rows(
    float *_Nonnull rows, intptr_t blocks, intptr_t count, const float *_Nonnull weights,
    const float *_Nonnull steps, const float *_Nonnull old, float *_Nonnull partial,
    double factor, double *_Nonnull sums);

/// Does the same as `vector_move_rows`, with the same bits, and takes the scores of the moved rows
/// with `v`; they may take the place of the weights.
void vector_move_and_score_rows(
    float *_Nonnull rows, intptr_t blocks, intptr_t count, const float *_Nonnull weights,
    const float *_Nonnull steps, const float *_Nonnull old, float *_Nonnull partial,
    double factor, double *_Nonnull sums, const float *_Nonnull v, float *_Nonnull scores);

/// Replaces each of `count` numbers, whole blocks, by `e^{x - reference}`; none may exceed the
/// reference by more than 88.
///
/// - Returns: Their sum.
double vector_exponentials(float *_Nonnull numbers, intptr_t count, float reference);

/// The largest of `count` numbers, whole blocks.
float vector_maximum(const float *_Nonnull numbers, intptr_t count);

/// `e^x` for `x ≤ 88`; below -87 it is 0.
float vector_exponential(float x);

/// The largest of `least`, which is not negative, and the magnitudes in a number of blocks; NaN
/// if one of them is NaN.
float vector_largest(const float *_Nonnull numbers, intptr_t blocks, float least);

/// Whether a number of any size that is finite stays so when it is moved by `factor` times any number
/// of a row, or by less.
bool vector_steps_stay_finite(const float *_Nonnull row, intptr_t blocks, float factor);

/// Whether all numbers of a row are finite.
bool vector_is_finite(const float *_Nonnull row, intptr_t blocks);

/// A slot of an alias table: its own word wins below the threshold, in parts of 2³², its alias
/// otherwise.
struct VectorSlot {
  uint32_t threshold;
  uint32_t alias;
};

/// Draws words from an alias table, without a branch that depends on them.
///
/// `mix(mix(state + (i + 1) · increment) ^ increment)` decides draw `i`, counted from 0, where `mix` is
/// the finalizer of SplitMix64.
///
/// - Parameters:
///   - places: Room for `count + 7` numbers.
///   - drawn: Receives the words.
void vector_draw(
    uint64_t state, intptr_t count, uint64_t increment, const struct VectorSlot *_Nonnull slots,
    uint32_t slotCount, uint64_t *_Nonnull places, int32_t *_Nonnull drawn);

/// Lists the observed word of each pair, of weight -1, and after it its draws, each of weight 1.
///
/// The draws of pair `p`, counted from 0, are those of `vector_draw` with the state
/// `mix(state + (p + 2) · increment)`.
///
/// - Parameters:
///   - places: Room for `pairs · count + pairs + 15` numbers.
///   - rows: Receives the words.
///   - weights: Receives the weights.
/// - Returns: Whether a pair has drawn the word it observes.
bool vector_list_draws(
    const int32_t *_Nonnull observed, intptr_t pairs, intptr_t count, uint64_t state,
    uint64_t increment, const struct VectorSlot *_Nonnull slots, uint32_t slotCount,
    uint64_t *_Nonnull places, int32_t *_Nonnull rows, float *_Nonnull weights);

#endif
