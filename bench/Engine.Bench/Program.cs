using BenchmarkDotNet.Running;
using MissionPolicy.Engine.Bench;

if (args is ["kept"])
{
    KeptBytes.Print();
    return;
}

if (args is ["load"])
{
    LoadTimes.Print();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(BoundaryBench).Assembly).Run(args);
