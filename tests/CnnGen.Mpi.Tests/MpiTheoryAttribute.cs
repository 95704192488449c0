using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit;
using Xunit.Sdk;

namespace CnnGen.Mpi.Tests;

/// <summary>A test that starts processes by <c>mpirun</c>: left out where there is none.</summary>
internal sealed class MpiTheoryAttribute : TheoryAttribute
{
    public MpiTheoryAttribute() => Skip = Launcher.Installed.Count == 0 ? "no mpirun is installed, neither Open MPI's nor MPICH's" : null;
}

/// <summary>Each installed implementation with each of some numbers of processes; without numbers, alone.</summary>
internal sealed class LaunchersAttribute(params int[] processes) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        Launcher.Installed.SelectMany(launcher => processes.Select(count => new object[] { launcher.Name, count }));
}
