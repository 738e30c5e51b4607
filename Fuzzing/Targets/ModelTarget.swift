extension FuzzTarget {
  static let model = FuzzTarget(
    name: "model", summary: "random commands, against a run that keeps every state", limit: 400,
    seeds: {
      (UInt8(0)..<16).map { seed in
        [seed] + (0..<60).map { UInt8(truncatingIfNeeded: $0 * 37 + Int(seed) * 11) }
      }
    },
    prepare: {
      { bytes in
        var source = ByteSource(bytes)
        let memory = source.element(of: [nil, 0, 1])
        let interval = source.element(of: [nil, 1, 300])
        let random = ByteRandom(source)
        var walk = try RandomWalk(random, memory: memory, interval: interval)
        // Every command takes two bytes at least.
        for _ in 0..<bytes.count / 3 {
          guard walk.takeStep() else { break }
        }
        if let difference = walk.difference { throw BrokenProperty(difference) }
      }
    })
}
