using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Every legal shape has a program and kernels at every width: an exception here is CNN900 at a user's.</summary>
public sealed class ShapeSweepTests
{
    /// <summary>Shapes in the plain test command; a campaign names its own number in <c>CNNGEN_SWEEP</c>, and its first seed in <c>CNNGEN_SEED</c>.</summary>
    private const int PlainShapes = 400;

    /// <summary>A large window is walked by loops; taps written out would be millions of characters.</summary>
    private const int MostCharacters = 60_000;

    private readonly Dictionary<(string Name, VectorWidth Width), (int Length, int Hash)> _texts = [];

    [Fact]
    public void DrawnShapes_AreLoweredAndWritten()
    {
        int shapes = Setting("CNNGEN_SWEEP", PlainShapes);
        int first = Setting("CNNGEN_SEED", 0);
        List<string> wrong = [];
        int written = 0;
        for (int seed = first; seed < first + shapes; seed++)
        {
            string declaration = ShapeSweep.Draw(seed);
            try
            {
                written += IsWritten(declaration, int.MaxValue) ? 1 : 0;
            }
            catch (Exception exception)
            {
                wrong.Add($"{declaration}: {exception.GetType().Name}, {exception.Message}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {shapes} shapes:\n{string.Join("\n", wrong.Take(40))}");

        // Windows larger than their input are drawn too, but the rule is a network.
        Assert.InRange(written, shapes / 2, shapes);
    }

    /// <summary>Shapes that have been wrong, and the largest windows.</summary>
    [Theory]
    [InlineData("[Input(16, 9, 9)] [Conv(128, 1), ReLU, MaxPool(2)]")]
    [InlineData("[Input(64, 19, 19)] [Conv(64, 1), ReLU, MaxPool(3)]")]
    [InlineData("[Input(16, 56, 56)] [AvgPool(56)]")]
    [InlineData("[Input(3, 2048, 2048)] [Conv(64, 3, Pad = 1), ReLU]")]
    [InlineData("[Input(3, 1024, 1024)] [Conv(64, 3, Pad = 1), ReLU, Conv(64, 3, Pad = 1), ReLU, Conv(64, 3, Pad = 1), ReLU, Conv(64, 3, Pad = 1), ReLU]")]
    [InlineData("[Input(16, 56, 56)] [MaxPool(56)]")]
    [InlineData("[Input(1, 1000, 1000)] [AvgPool(1000)]")]
    [InlineData("[Input(1, 300, 300)] [MaxPool(300)]")]
    [InlineData("[Input(1, 300, 300)] [AvgPool(299, Stride = 1, Pad = 1)]")]
    [InlineData("[Input(3, 5000)] [MaxPool(4000, Stride = 1)]")]
    [InlineData("[Input(2, 40, 40, 40)] [AvgPool(40)]")]
    [InlineData("[Input(1, 300, 300)] [GlobalMaxPool]")]
    [InlineData("[Input(1, 300, 300)] [LpPool(31, 299, Stride = 1)]")]
    [InlineData("[Input(1, 299, 300)] [AdaptiveMaxPool(2, 7)]")]
    [InlineData("[Input(1, 2_000_003)] [AdaptiveAvgPool(1_000_000)]")]
    [InlineData("[Input(1, 300, 300)] [MaxPool(40, Stride = 1, Dilation = 7, Pad = 20)]")]
    [InlineData("[Input(1, 100, 100)] [Conv(16, 100)]")]
    [InlineData("[Input(3, 64, 64)] [Conv(12, 31, Pad = 15), ReLU, MaxPool(32)]")]
    [InlineData("[Input(64, 64, 64)] [Conv(64, 31, Pad = 15, Groups = 64), ReLU]")]
    public void Shape_IsLoweredAndWritten(string declaration) => Assert.True(IsWritten(declaration, MostCharacters));

    /// <summary>Lowers a network and writes its kernels at every width.</summary>
    /// <param name="declaration">The network.</param>
    /// <param name="mostCharacters">What the text of each kernel may have.</param>
    /// <returns>Whether it is a network.</returns>
    private bool IsWritten(string declaration, int mostCharacters)
    {
        if (MemorySafetyTests.Bind(declaration) is not { } graph)
        {
            return false;
        }

        LoweredNetwork network = Lowerer.Lower(graph, MemoryOptions.Dense, isVerified: true);
        foreach (VectorWidth width in VectorWidth.All)
        {
            foreach (Program program in new[] { network.Inference, network.Training })
            {
                foreach (Operation operation in program.Operations)
                {
                    if (operation.CallOf(program.Forms).Kernel is { } kernel)
                    {
                        Check(new KernelKey(kernel, width), mostCharacters);
                    }
                }
            }
        }

        return true;
    }

    // All networks of an assembly call a kernel by its name, so a name must have one text, whatever the network.
    private void Check(KernelKey key, int mostCharacters)
    {
        KernelText text = KernelText.Of(key);
        Assert.True(text.Length <= mostCharacters, $"{text.Name} at {key.Width.Bits} bits has {text.Length} characters");
        (int Length, int Hash) mark = (text.Length, text.Text.GetHashCode(StringComparison.Ordinal));
        if (!_texts.TryAdd((text.Name, key.Width), mark))
        {
            Assert.True(_texts[(text.Name, key.Width)] == mark, $"{text.Name} at {key.Width.Bits} bits has two texts");
            return;
        }

        foreach (Kernel called in text.Called)
        {
            Check(key with { Kernel = called }, mostCharacters);
        }
    }

    private static int Setting(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
