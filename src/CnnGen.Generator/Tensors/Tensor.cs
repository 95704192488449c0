using System;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Tensors;

/// <summary>An array of values: what it holds, not where or how, which passes decide and a program knows.</summary>
/// <param name="id">Its number in the program.</param>
/// <param name="name">What it holds, after the layer.</param>
/// <param name="channels">Channels, those of all groups together.</param>
/// <param name="size">Slices, rows and columns.</param>
/// <param name="groups">Groups of channels that begin a block of their own.</param>
/// <param name="per">What there is one for.</param>
internal sealed class Tensor(int id, string name, int channels, PerAxis<int> size, int groups, Scope per = Scope.Sample)
{
    /// <summary>Channels of a block: one Vector512 of floats.</summary>
    public const int Block = 16;

    public int Id { get; } = id;

    public string Name { get; } = name;

    public int Channels { get; } = channels;

    public PerAxis<int> Size { get; } = size;

    public int Groups { get; } = groups;

    public Scope Per { get; } = per;

    public int GroupChannels => Channels / Groups;

    public bool IsVector => Size == PerAxis.Ones;

    public long Elements => (long)Channels * Size.Product();

    /// <summary>Where its elements lie unless a pass decides otherwise: in blocks of channels, without a border.</summary>
    public TensorForm PlainForm => new(Channels, Size, Groups, IsPlanar: false, Border: default);

    /// <summary>The most floats that so many elements take without a border, blocked or planar.</summary>
    public static double FloatsAtMost(int channels, PerAxis<double> size) =>
        Math.Ceiling((double)channels / Block) * Block * ((size.Depth * size.Rows * size.Columns) + TensorForm.MostSpill);

    public static int Blocks(int channels) => (channels + Block - 1) / Block;

    public static int RoundUp(int floats) => (floats + Block - 1) / Block * Block;

    /// <summary>Whether another has the same channels, sizes and groups.</summary>
    public bool HasShapeOf(Tensor other) => Channels == other.Channels && Size == other.Size && Groups == other.Groups;

    public override string ToString() => Name;
}
