import Terminal
import Testing

/// How often frames are drawn while something runs.
struct FramePacerTests {
  @Test(
    "At most ten frames a second, and at most a part of the time for drawing them",
    arguments: [FramePacer.progressPart, FramePacer.animationPart])
  func pace(parts: Int) {
    let start = ContinuousClock.now
    var pacer = FramePacer()
    #expect(pacer.isDue(start))
    pacer.drew(from: start, to: start + .microseconds(200), oneOf: parts)
    #expect(!pacer.isDue(start + .milliseconds(99)))
    #expect(pacer.isDue(start + .milliseconds(100)))
    pacer.drew(from: start, to: start + .milliseconds(40), oneOf: parts)
    #expect(!pacer.isDue(start + .milliseconds(40 * parts - 1)))
    #expect(pacer.isDue(start + .milliseconds(40 * parts)))
  }
}
