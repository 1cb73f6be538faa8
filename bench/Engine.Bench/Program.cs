using BenchmarkDotNet.Running;
using MissionPolicy.Engine.Bench;

if (args is ["kept"])
{
    KeptBytes.Print();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(BoundaryBench).Assembly).Run(args);
