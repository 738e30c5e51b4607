import Foundation

/// Runs the benchmarks named, or all, and prints one table.
func runBenchmarks(named names: [String]) async throws {
  for name in names where !Benchmark.all.contains(where: { $0.name == name }) {
    throw BenchmarkError("unknown benchmark '\(name)'")
  }
  print("Processor time and memory; every ratio is to a reference measured in turn with it.")
  var table = FigureTable()
  for benchmark in Benchmark.all where names.isEmpty || names.contains(benchmark.name) {
    note("\(benchmark.name): \(benchmark.what)")
    for figure in try await benchmark.run() { table.add(figure, of: benchmark) }
  }
  print(table.text)
  if let path = Prepared.results.path { try table.write(to: path) }
}

/// Writes a line to standard error.
func note(_ text: String) {
  let line = Array((text + "\n").utf8)
  _ = write(STDERR_FILENO, line, line.count)
}

do {
  try await runBenchmarks(named: Array(CommandLine.arguments.dropFirst()))
} catch {
  note("\(error)")
  for benchmark in Benchmark.all { note("  \(benchmark.name): \(benchmark.what)") }
  exit(1)
}
