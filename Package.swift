// swift-tools-version: 6.1
import PackageDescription

/// Small enough to be part of the binary.
let embedded =
  ["cs224n", "fox", "fruit", "sky"].map { "\($0).txt" }
  + [
    "analogy",
    "cs224n",
    "fox",
    "fruit",
    "one-negative-twice",
    "royals",
    "softmax-by-hand",
    "softmax-vs-negative",
    "update-order",
  ].map { "\($0).sgdb" }

let package = Package(
  name: "sgdb",
  products: [
    .library(name: "SkipGram", targets: ["SkipGram"]),
    .executable(name: "sgdb", targets: ["sgdb"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-algorithms", from: "1.2.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    .target(
      name: "SkipGram",
      dependencies: [
        "CKernels",
        "CPlatform",
        .product(name: "Algorithms", package: "swift-algorithms"),
        .product(name: "RealModule", package: "swift-numerics"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .target(
      name: "Runs",
      dependencies: [
        "SkipGram",
        .product(name: "Algorithms", package: "swift-algorithms"),
        .product(name: "DequeModule", package: "swift-collections"),
      ]),
    .target(
      name: "Debugger",
      dependencies: [
        "CPlatform",
        "Corpora",
        "Runs",
        "SkipGram",
        .product(name: "Algorithms", package: "swift-algorithms"),
        .product(name: "DequeModule", package: "swift-collections"),
        .product(name: "OrderedCollections", package: "swift-collections"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .target(
      name: "Panes",
      dependencies: [
        "Debugger",
        "Runs",
        .product(name: "DequeModule", package: "swift-collections"),
        .product(name: "RealModule", package: "swift-numerics"),
      ]),
    .target(name: "CKernels"),
    .target(name: "CPlatform"),
    .target(
      name: "Corpora",
      path: "corpora",
      exclude: ["README.md", "generate.swift", "royals.grammar", "royals.txt"],
      resources: embedded.map { .embedInCode($0) }),
    .target(
      name: "CReadline", dependencies: ["CPlatform"],
      linkerSettings: [.linkedLibrary("readline")]),
    .target(
      name: "CCurses", dependencies: ["CPlatform"],
      linkerSettings: [.linkedLibrary("ncursesw")]),
    .target(
      name: "Terminal",
      dependencies: [
        "CCurses",
        "CPlatform",
        "CReadline",
        "Debugger",
        "Panes",
        "Runs",
        "SkipGram",
        .product(name: "DequeModule", package: "swift-collections"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .executableTarget(
      name: "sgdb",
      dependencies: [
        "Debugger",
        "Terminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "sgdb-bench",
      dependencies: [
        "CArithmetic", "CKernels", "Debugger", "Panes", "Runs", "SkipGram", "Terminal",
      ],
      path: "Sources/Benchmarks"),
    .target(name: "CArithmetic"),
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .executableTarget(name: "KernelCheck", dependencies: ["SkipGram", "TestSupport"]),
    .testTarget(
      name: "SkipGramTests", dependencies: ["KernelCheck", "SkipGram", "TestSupport"]),
    .testTarget(
      name: "DebuggerTests", dependencies: ["Debugger", "Runs", "TestSupport"],
      exclude: ["SessionFiles", "Transcripts"]),
    .testTarget(
      name: "TerminalTests", dependencies: ["Debugger", "Runs", "Terminal", "TestSupport", "sgdb"]),
    .testTarget(name: "PanesTests", dependencies: ["Panes", "Runs", "TestSupport"], exclude: ["Screens"]),
  ]
)
