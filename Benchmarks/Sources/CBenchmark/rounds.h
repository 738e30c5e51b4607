// A file includes this once for each level, with ROUNDS the name of the function that it defines.
__attribute__((min_vector_width(512))) static float ROUNDS(long rounds, float factor, float summand) {
  lanes chains[Chains], f = factor, s = summand, sum = 0.0f;
  for (int i = 0; i < Chains; i++) chains[i] = (float)i;
  for (long round = 0; round < rounds; round++) {
#pragma clang loop unroll(full)
    for (int i = 0; i < Chains; i++) chains[i] = __builtin_elementwise_fma(chains[i], f, s);
  }
  for (int i = 0; i < Chains; i++) sum += chains[i];
  return sum.x + sum.s8;
}
