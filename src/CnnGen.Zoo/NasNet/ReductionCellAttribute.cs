namespace CnnGen.Zoo;

/// <summary>
/// NASNet-A's reduction cell, whose inputs are the two cells before it: Zoph et al. 2018, "Learning Transferable Architectures for Scalable Image
/// Recognition", figure 4, on the right. (C, H, W) becomes (4 filters, H / 2, W / 2), rounded up.
/// </summary>
/// <param name="filters">The channels of each of the four outputs that are concatenated.</param>
/// <param name="previous">The output of the cell before the one that it stands behind; of any before if it is the first.</param>
/// <remarks>Windows of 3x3 and stride 2 lie as TensorFlow lays them: of an even number of rows none begins in front of the first.</remarks>
[Let("front", "input.height % 2")]
[Branch("conv_1x1", "NasConv(filters)")]
[Layers("NasHalve(filters, From = previous)", When = "previous.height != input.height")]
[Branch("conv_prev_1x1", "NasConv(filters, From = previous)", When = "!IsFirst && previous.height == input.height")]
[Layers("NasSeparable(filters, 5, Stride = 2, From = 'conv_1x1', Name = 'comb_iter_0_left')")]
[Layers("NasSeparable(filters, 7, Stride = 2, From = 'conv_prev_1x1', Name = 'comb_iter_0_right'), Add('comb_iter_0_left', Name = 'comb_iter_0')")]
[Layers("MaxPool(3, Stride = 2, PadTop = front, PadLeft = front, PadBottom = 1, PadRight = 1, From = 'conv_1x1', Name = 'maxima')")]
[Layers("NasSeparable(filters, 7, Stride = 2, From = 'conv_prev_1x1', Name = 'comb_iter_1_right'), Add('maxima', Name = 'comb_iter_1')")]
[Layers("""
    AvgPool(3, Stride = 2, PadTop = front, PadLeft = front, PadBottom = 1, PadRight = 1, CountIncludePad = false, From = 'conv_1x1', Name = 'means')
    """)]
[Layers("NasSeparable(filters, 5, Stride = 2, From = 'conv_prev_1x1', Name = 'comb_iter_2_right'), Add('means', Name = 'comb_iter_2')")]
[Layers("NasAvgPool(filters, From = 'comb_iter_0', Name = 'comb_iter_3_right'), Add('comb_iter_1', Name = 'comb_iter_3')")]
[Layers("NasSeparable(filters, 3, From = 'comb_iter_0', Name = 'comb_iter_4_left'), Add('maxima')")]
[Concat("comb_iter_1", "comb_iter_2", "comb_iter_3")]
public sealed class ReductionCellAttribute(int filters, string previous) : BlockAttribute
{
    /// <summary>Whether no cell is in front of it: both its inputs are then what it stands behind.</summary>
    public bool IsFirst { get; set; }
}
