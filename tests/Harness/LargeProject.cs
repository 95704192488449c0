using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace CnnGen.Tests;

/// <summary>Source as it is in a large project: a network as deep as ResNet-50 among many files that have nothing to do with it.</summary>
internal static class LargeProject
{
    /// <summary>The depth of each stage: the 3, 4, 6 and 3 blocks of ResNet-50.</summary>
    private static readonly int[] Depths = [3, 4, 6, 3];

    /// <summary>Files without networks.</summary>
    /// <param name="count">How many.</param>
    public static IEnumerable<string> OtherFiles(int count) => Enumerable.Range(0, count).Select(number => FormattableString.Invariant(
        $$"""
        namespace Project;

        /// <summary>A file of its own.</summary>
        public sealed class Part{{number}}(int offset)
        {
            private readonly System.Collections.Generic.List<int> _values = [];

            public int Offset => offset;

            public void Add(int value) => _values.Add(value + {{number}});

            public int Sum()
            {
                int sum = 0;
                foreach (int value in _values)
                {
                    sum += value;
                }

                return sum;
            }
        }
        """));

    /// <summary>
    /// ResNet-50 as He et al. 2015 have it, without normalization: 54 layers with weights, 16 joins, 122 layers in all; a flattening Linear
    /// behind an average pool is its head.
    /// </summary>
    public static string ResNet50()
    {
        StringBuilder source = new("using CnnGen;\n\n[Input(3, 224, 224), Network(Fit = Fit.Floor)]\n");
        source.Append("[Conv(64, 7, Stride = 2, Pad = 3, Name = \"conv1\"), ReLU, MaxPool(3, Stride = 2, Pad = 1, Name = \"pool1\")]\n");
        string previous = "pool1";
        for (int stage = 0; stage < Depths.Length; stage++)
        {
            int width = 64 << stage;
            for (int depth = 0; depth < Depths[stage]; depth++)
            {
                string block = FormattableString.Invariant($"layer{stage + 1}.{depth}");
                string stride = stage > 0 && depth == 0 ? "Stride = 2, " : "";
                string shortcut = previous;
                if (depth == 0)
                {
                    shortcut = block + ".downsample";
                    Append($"[Conv({4 * width}, 1, {stride}From = \"{previous}\", Name = \"{shortcut}\")]");
                }

                Append($"[Conv({width}, 1, From = \"{previous}\", Name = \"{block}.conv1\"), ReLU]");
                Append($"[Conv({width}, 3, {stride}Pad = 1, Name = \"{block}.conv2\"), ReLU]");
                Append($"[Conv({4 * width}, 1, Name = \"{block}.conv3\"), Add(\"{shortcut}\"), ReLU(Name = \"{block}\")]");
                previous = block;
            }
        }

        source.Append("[AvgPool(7), Linear(1000, Name = \"fc\")]\npublic partial class ResNet50;\n");
        return source.ToString();

        void Append(FormattableString line) => source.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>A chain of convolutions no two of which have the same shape.</summary>
    /// <param name="layers">Layers in all, ReLUs included: an even number.</param>
    public static string Chain(int layers)
    {
        StringBuilder source = new("using CnnGen;\n\n[Input(32, 28, 28)]\n");
        for (int layer = 0; layer < layers / 2; layer++)
        {
            source.Append(FormattableString.Invariant($"[Conv({32 + layer}, 3, Pad = 1, Name = \"conv{layer}\"), ReLU]\n"));
        }

        return source.Append("public partial class Chain;\n").ToString();
    }
}
