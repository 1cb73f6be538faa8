using BenchmarkDotNet.Running;
using MissionPolicy.Engine.Bench;

BenchmarkSwitcher.FromAssembly(typeof(BoundaryBench).Assembly).Run(args);
