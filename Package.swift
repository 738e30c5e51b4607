// swift-tools-version: 6.2
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
    // What is measured, with symbols that only this package and its benchmarks see.
    .library(name: "Inside", targets: ["CVector", "Debugger", "Panes", "Terminal"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-algorithms", from: "1.2.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    // For tests only.
    .package(url: "https://github.com/pointfreeco/swift-custom-dump", from: "1.7.3"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    .target(
      name: "SkipGram",
      dependencies: [
        "CFile",
        "CScan",
        "CVector",
        .product(name: "Algorithms", package: "swift-algorithms"),
        .product(name: "RealModule", package: "swift-numerics"),
      ]),
    .target(
      name: "Debugger",
      dependencies: [
        "CMemory",
        "Corpora",
        "CWidth",
        "SkipGram",
        .product(name: "Algorithms", package: "swift-algorithms"),
        .product(name: "DequeModule", package: "swift-collections"),
        .product(name: "OrderedCollections", package: "swift-collections"),
      ]),
    .target(
      name: "Panes",
      dependencies: [
        "Debugger",
        .product(name: "DequeModule", package: "swift-collections"),
        .product(name: "RealModule", package: "swift-numerics"),
      ]),
    .target(name: "CFile"),
    .target(name: "CMemory"),
    .target(name: "CScan"),
    .target(name: "CVector"),
    .target(name: "CWidth"),
    .target(
      name: "Corpora",
      path: "corpora",
      exclude: ["README.md", "generate.swift", "royals.grammar", "royals.txt"],
      resources: embedded.map { .embedInCode($0) }),
    .target(name: "CReadline", linkerSettings: [.linkedLibrary("readline")]),
    .target(name: "CCurses", linkerSettings: [.linkedLibrary("ncursesw")]),
    .target(
      name: "Terminal",
      dependencies: [
        "CCurses",
        "CReadline",
        "Debugger",
        "Panes",
        "SkipGram",
        .product(name: "DequeModule", package: "swift-collections"),
      ]),
    .executableTarget(
      name: "sgdb",
      dependencies: [
        "Debugger",
        "Terminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "TestSupport",
      dependencies: [
        "Corpora",
        "Debugger",
        "SkipGram",
        .product(name: "CustomDump", package: "swift-custom-dump"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      path: "Tests/TestSupport"),
    .target(name: "RandomCases", dependencies: ["SkipGram"], path: "Tests/RandomCases"),
    .executableTarget(
      name: "KernelCheck", dependencies: ["RandomCases", "SkipGram"], path: "Tests/KernelCheck"),
    .testTarget(
      name: "SkipGramTests", dependencies: ["RandomCases", "SkipGram", "TestSupport"]),
    .testTarget(
      name: "DebuggerTests", dependencies: ["Debugger", "RandomCases", "TestSupport"],
      exclude: ["Transcripts"]),
    .testTarget(
      name: "TerminalTests",
      dependencies: ["Debugger", "RandomCases", "Terminal", "TestSupport", "sgdb"]),
    .testTarget(
      name: "PanesTests", dependencies: ["Panes", "RandomCases", "TestSupport"],
      exclude: ["Screens"]),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
  ]
)
