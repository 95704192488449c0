using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>A direct convolution into blocked channels: a vector holds neighbouring filters of one pixel.</summary>
/// <remarks>
/// The kernel walks tiles of filters times pixels; each size of tile is a kernel of its own, <see cref="ConvolveTileKernel"/>. How many there are
/// and how far it is from one to the next are arguments: convolutions of many shapes share a walk.
/// </remarks>
/// <param name="Walks">The tiles for each vector width.</param>
/// <param name="PackTile">Filters of a tile of packed weights.</param>
/// <param name="HasSlices">Whether there are slices.</param>
/// <param name="Activation">What is computed on the sums, if not ReLU or nothing; where an operand lies that is kept is told in numbers.</param>
/// <param name="IsSpread">Whether an activation goes over outputs that do not lie side by side.</param>
/// <param name="Pool">A pooling of the sums, or null.</param>
/// <param name="IsShared">Whether threads share it.</param>
internal sealed record ConvolveKernel(
    PerWidth<OutputWalk> Walks, int PackTile, bool HasSlices, KernelActivation? Activation, bool IsSpread, TilePool? Pool, bool IsShared) : Kernel
{
    private const string AllChannels = "allChannels";

    public override string Name =>
        $"Convolve_{string.Join("_", Walks.Each.Select(static walk => walk.Name))}_w{Number(PackTile)}{(HasSlices ? "_3d" : "")}"
        + $"{KernelNames.Activation(Activation?.Function)}{(Activation?.Operand is null ? "" : "_kept")}{(IsSpread ? "_spread" : "")}{Pool?.Name}{(IsShared ? "_shared" : "")}";

    private bool WalksOverChannels => Walks.Each.Any(static walk => walk.IsOfChannels);

    private IEnumerable<string> Axes => ConvolveNumbers.Axes(HasSlices);

    /// <summary>The numbers that it takes.</summary>
    private IEnumerable<string> Numbers =>
    [
        "groups",
        "tiles",
        .. WalksOverChannels ? [AllChannels, "channelsAWalk"] : new[] { "channels" },
        "blockStep",
        .. Walks.Each.Any(static walk => walk.Tiles.Any(static tile => tile.Sum.HasChannelStep)) ? ["channelStep"] : Array.Empty<string>(),
        .. Axes.Select(static axis => $"tap{axis}s"),
        .. Axes.Select(static axis => $"tap{axis}Step"),
        .. Axes.Select(static axis => Count(axis)),
        "xOrigin",
        .. Axes.Select(static axis => $"x{axis}Step"),
        .. Outputs.SelectMany(output => Axes.Select(axis => $"{output}{axis}Step").Prepend(output + "Plane").Prepend(output + "Origin")),
    ];

    private IEnumerable<string> Outputs => Activation.Written(default).Select(static output => output.Name);

    /// <summary>The parameter that the sums are stored at.</summary>
    public string Sums => Activation.Stored(default).Name;

    /// <summary>The kernel of a convolution.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="tiles">What stays in registers.</param>
    public static ConvolveKernel Of(ConvolveShape shape, PerWidth<ConvTile> tiles) => new(
        tiles.Select((width, tile) => OutputWalk.Of(shape, tile, width)),
        shape.Pack.Tile,
        shape.Geometry.Kernel.Depth > 1 || shape.Geometry.Outputs.Depth > 1,
        shape.Activation switch
        {
            { Operand: not null } kept => kept with { Operand = default(TensorForm) },
            { Function: var function } when function == ElementFunctions.ReLU => null,
            var other => other,
        },
        shape.Activation.OverMemory() is not null && shape.Geometry.OutputStep(shape.Sums.Form).Columns != Tensor.Block,
        TilePool.Of(shape.Pool),
        shape.IsShared);

    /// <summary>What is passed behind the operands for a convolution.</summary>
    public string Arguments(ConvolveShape shape, PerWidth<ConvTile> tiles) =>
        $"{(shape.Activation.InRegisters() is null ? "false" : "true")}, {ConvolveNumbers.Arguments(Numbers, name => ValueOf(name, shape, tiles))}";

    private static long ValueOf(string name, ConvolveShape shape, PerWidth<ConvTile> tiles)
    {
        ConvGeometry geometry = shape.Geometry;
        return name switch
        {
            "tiles" => shape.Pack.Tiles,
            AllChannels => geometry.Channels,
            "channelsAWalk" => tiles.Each.Min(static tile => tile.ChannelsAWalk),
            _ when name[0] is 'y' or 'a' => OfOutput(name.Substring(1), geometry, name[0] == 'y' ? shape.Y : shape.Sums.Form),
            _ => ConvolveNumbers.ValueOf(name, geometry, shape.X),
        };
    }

    private static long OfOutput(string name, ConvGeometry geometry, TensorForm form) => name switch
    {
        "Origin" => geometry.OutputOrigin(form),
        "Plane" => form.PlaneStride,
        "SliceStep" => geometry.OutputMove(form).Depth,
        "RowStep" => geometry.OutputMove(form).Rows,
        _ => geometry.OutputMove(form).Columns,
    };

    // Outputs along an axis.
    private static string Count(string axis) => axis.ToLowerInvariant() + "s";

    public override void Write(KernelWriter kernel)
    {
        OutputWalk walk = Walks[kernel.Width];
        string channels = walk.IsOfChannels ? "; a part of the channels at a time, since all are more than L2 keeps" : "";
        string summary = $"{walk.Tiles[0].Describe(kernel.Width)}{channels}";
        kernel.Main(
            $"{Operands(hasBias: true, Activation)}, bool activates{ConvolveNumbers.Parameters(Numbers)}{(IsShared ? Share.Parameters : "")}",
            summary + "; b may be null",
            writer => WriteWalk(writer, kernel, walk));
    }

    private void WriteWalk(CodeWriter writer, KernelWriter kernel, OutputWalk walk)
    {
        int filters = walk.Filters(kernel.Width);
        string taps = string.Concat(Axes.Select(static axis => $" * tap{axis}s"));
        writer.Line($"int tileLength = {(WalksOverChannels ? AllChannels : "channels")}{taps} * {Number(PackTile)};");
        if (WalksOverChannels && !walk.IsOfChannels)
        {
            writer.Line($"int channels = {AllChannels};");
        }

        walk.Rows.Declare(writer, "row");
        walk.Columns.Declare(writer, "column");
        if (IsShared)
        {
            writer.Line($"int rowShares = LoopShare.IsMoreEven({walk.Rows.Parts("row").First().Count}, groups * tiles, shares) ? shares : 1;");
            writer.Line("int tileShares = shares / rowShares;");
        }

        using IDisposable? walked = walk.IsOfChannels ? writer.Block($"for (int walked = 0; walked < {AllChannels}; walked += channelsAWalk)") : null;
        if (walk.IsOfChannels)
        {
            writer.Line($"int channels = Math.Min(channelsAWalk, {AllChannels} - walked);");
        }

        using CodeWriter.LoopBlock tile = Shared(writer, "tile", "groups * tiles");
        using CodeWriter.LoopBlock part = writer.Loop("part", PackTile / filters);
        WriteReferences(writer, walk, taps, filters, part);
        using CodeWriter.LoopBlock slice = HasSlices ? writer.Loop("slice", "slices") : default;
        foreach (TilePart rows in walk.Rows.Parts("row"))
        {
            using CodeWriter.LoopBlock row = Shared(writer, "row", rows.Count);
            foreach (TilePart columns in walk.Columns.Parts("column"))
            {
                using CodeWriter.LoopBlock column = writer.Loop("column", columns.Count);
                string input = At("xg", 0, slice.Times("xSliceStep"), rows.Place("xRowStep", 1), columns.Place("xColumnStep", 1));
                string output = At(Sums + "t", 0, slice.Times(Sums + "SliceStep"), rows.Place(Sums + "RowStep", walk.PoolRows), columns.Place(Sums + "ColumnStep", walk.PoolColumns));
                writer.Line(walk.Find(rows.Size, columns.Size).CallOf(kernel, this, input, output, walk.IsOfChannels));
            }

            if (Activation.OverMemory() is { } function)
            {
                using IDisposable scope = walk.IsOfChannels ? writer.Block($"if ({OutputWalk.Ends})") : writer.Scope();
                foreach (string name in Outputs)
                {
                    writer.Line($"ref float {name}a = {At(name + "t", 0, slice.Times(name + "SliceStep"), rows.Place(name + "RowStep", walk.PoolRows))};");
                }

                WriteActivation(writer, kernel.Width, function, filters / Tensor.Block, rows.Size / walk.PoolRows, walk.PoolColumns);
            }
        }
    }

    /// <summary>Declares where a tile of filters has its input, its weights and its outputs.</summary>
    private void WriteReferences(CodeWriter writer, OutputWalk walk, string taps, int filters, CodeWriter.LoopBlock part)
    {
        string group = ConvolveNumbers.GroupInput(WalksOverChannels ? AllChannels : "channels");
        string walkInput = walk.IsOfChannels ? $" + (walked / {Number(Tensor.Block)} * blockStep)" : "";
        string walkWeights = walk.IsOfChannels ? $" + (walked{taps} * {Number(PackTile)})" : "";
        string ofFilters = $" + (tile * {Number(PackTile)})";
        writer.Line($"ref float xg = {At("x", 0, " + xOrigin", group, walkInput)};");
        writer.Line($"ref float wt = {At("w", 0, " + (tile * tileLength)", part.Times(filters), walkWeights)};");
        writer.Line($"ref float bt = ref Unsafe.IsNullRef(ref b) ? ref b : {At("b", 0, ofFilters, part.Times(filters))};");
        if (ActivationText.HasSlopes(Activation?.Function))
        {
            writer.Line($"ref float st = {ActivationText.SlopesOf(Activation!.Function, "s", ofFilters, part.Times(filters))};");
        }

        foreach (string name in Outputs)
        {
            string partPlanes = part.Variable is null ? "" : $" + ({Times(part.Variable, filters / Tensor.Block)} * {name}Plane)";
            writer.Line($"ref float {name}t = {At(name, 0, $" + {name}Origin", $" + ({Times("tile", PackTile / Tensor.Block)} * {name}Plane)", partPlanes)};");
        }
    }

    // Threads share filters, or rows where those are more even.
    private CodeWriter.LoopBlock Shared(CodeWriter writer, string variable, string count) =>
        IsShared ? writer.SharedLoop(variable, count, $"share % {variable}Shares", variable + "Shares") : writer.Loop(variable, count);

    /// <summary>Goes over the rows of outputs that tiles have just stored.</summary>
    /// <param name="writer">Receives the loops.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="function">What is applied to them.</param>
    /// <param name="blocks">Blocks of 16 filters.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="pooled">Columns that one output stands for.</param>
    private void WriteActivation(CodeWriter writer, VectorWidth width, ElementFunction function, int blocks, int rows, int pooled)
    {
        using CodeWriter.LoopBlock block = writer.Loop("block", blocks);
        using CodeWriter.LoopBlock line = writer.Loop("line", rows);
        string columns = pooled == 1 ? "columns" : $"(columns / {Number(pooled)})";
        string step = IsSpread ? Sums + "ColumnStep" : Number(Tensor.Block);
        function.WriteOver(writer, width, new StoredRow(Row(Sums), Row("y"), ActivationText.SlopesOf(function, "st", block.Times(Tensor.Block)), columns, step));

        string Row(string name) => At(name + "a", 0, block.Times(name + "Plane"), line.Times(name + "RowStep"));
    }
}
