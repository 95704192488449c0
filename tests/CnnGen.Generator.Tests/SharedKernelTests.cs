using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Model;
using CnnGen.Generator.Tensors;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>The kernels of all networks: one text a name, in files that do not depend on the order of networks.</summary>
public sealed class SharedKernelTests
{
    private sealed record Named(string Text, int Unused = 0) : Kernel
    {
        public override string Name => "Named_4";

        public override void Write(KernelWriter kernel) => kernel.Main("ref float x", Text, static _ => { });
    }

    private sealed record Numbered(int Number) : Kernel
    {
        public override string Name => $"Numbered_{Number}";

        public override void Write(KernelWriter kernel) => kernel.Main("ref float x", "numbered", static _ => { });
    }

    [Fact]
    public void OneNameOfTwoTexts_IsToldAndNotPassedOver()
    {
        SharedKernels shared = Emit([new Named("one")], [new Named("other")]);
        Assert.Equal(["Named_4"], shared.Clashes);
    }

    [Fact]
    public void KernelsThatDifferInNothingThatShows_AreOne()
    {
        SharedKernels shared = Emit([new Named("one", 1)], [new Named("one", 2)]);
        Assert.Empty(shared.Clashes);
        Assert.Equal(2, Assert.Single(shared.Files, static file => file.HintName != "Kernels-Interface.g.cs").Text.Split("Named_4(").Length);
    }

    [Fact]
    public void OrderOfNetworks_ChangesNoByte()
    {
        Kernel[] kernels = [.. Enumerable.Range(0, 100).Select(static number => new Numbered(number))];
        SharedKernels forward = Emit(kernels);
        Assert.Equal(forward, Emit([.. kernels.Reverse()]));
        Assert.Equal(forward, Emit(kernels[70..], kernels[..80]));
        Assert.InRange(forward.Files.Count, 4, 40);
        Assert.Equal(forward.Files.Count, forward.Files.Select(static file => file.HintName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void OneKernelMore_ChangesFewFiles()
    {
        Kernel[] kernels = [.. Enumerable.Range(0, 200).Select(static number => new Numbered(number))];
        HashSet<GeneratedFile> before = [.. Emit(kernels[..199]).Files];
        Assert.InRange(Emit(kernels).Files.Count(file => !before.Contains(file)), 1, 2);
    }

    private static SharedKernels Emit(params Kernel[][] networks) => KernelFileEmitter.Emit(
        [.. networks.Select(static kernels => kernels.Select(static kernel => new KernelKey(kernel, VectorWidth.V256)).ToEquatableArray())], [VectorWidth.V256]);
}
