namespace CnnGen.Zoo;

/// <summary>
/// NASNet-A's normal cell, whose inputs are the two cells before it: Zoph et al. 2018, "Learning Transferable Architectures for Scalable Image
/// Recognition", figure 4, on the left. (C, H, W) becomes (6 filters, H, W).
/// </summary>
/// <param name="filters">The channels of each of the six outputs that are concatenated.</param>
/// <param name="previous">The output of the cell before the one that it stands behind; of any before if it is the first.</param>
[Branch("conv_1x1", "NasConv(filters)")]
[Layers("NasHalve(filters, From = previous)", When = "previous.height != input.height")]
[Branch("conv_prev_1x1", "NasConv(filters, From = previous)", When = "!IsFirst && previous.height == input.height")]
[Layers("NasSeparable(filters, 5, From = 'conv_1x1', Name = 'comb_iter_0_left')")]
[Layers("NasSeparable(filters, 3, From = 'conv_prev_1x1', Name = 'comb_iter_0_right'), Add('comb_iter_0_left', Name = 'comb_iter_0')")]
[Layers("NasSeparable(filters, 5, From = 'conv_prev_1x1', Name = 'comb_iter_1_left')")]
[Layers("NasSeparable(filters, 3, From = 'conv_prev_1x1', Name = 'comb_iter_1_right'), Add('comb_iter_1_left', Name = 'comb_iter_1')")]
[Layers("NasConv(filters, From = 'conv_prev_1x1', Name = 'comb_iter_2_right')", When = "IsFirst")]
[Layers("NasAvgPool(filters, From = 'conv_1x1', Name = 'comb_iter_2_left')")]
[Layers("Add(IsFirst ? 'comb_iter_2_right' : 'conv_prev_1x1', Name = 'comb_iter_2')")]
[Layers("NasAvgPool(filters, From = 'conv_prev_1x1', Name = 'comb_iter_3_left')")]
[Layers("NasAvgPool(filters, From = 'conv_prev_1x1', Name = 'comb_iter_3_right'), Add('comb_iter_3_left', Name = 'comb_iter_3')")]
[Layers("NasSeparable(filters, 3, From = 'conv_1x1', Name = 'comb_iter_4_left'), Add('conv_1x1')")]
[Concat("conv_prev_1x1", "comb_iter_0", "comb_iter_1", "comb_iter_2", "comb_iter_3")]
public sealed class NormalCellAttribute(int filters, string previous) : BlockAttribute
{
    /// <summary>Whether no cell is in front of it: both its inputs are then what it stands behind.</summary>
    public bool IsFirst { get; set; }
}
