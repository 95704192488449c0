using System.ComponentModel;

namespace CnnGen.Runtime;

/// <summary>Exchanges channels between groups. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ChannelShuffle
{
    /// <summary>y(j groups + i) = x(i channels / groups + j); lanes beside the channels are left alone.</summary>
    /// <remarks>Its own inverse, and so its gradient, with channels / groups in place of groups.</remarks>
    /// <param name="x">The source's first float.</param>
    /// <param name="from">The source's layout.</param>
    /// <param name="groups">Groups, which divide the channels.</param>
    /// <param name="y">The destination's first float.</param>
    /// <param name="to">The destination's layout, of the same sizes.</param>
    public static void Apply(ref float x, in TensorLayout from, int groups, ref float y, in TensorLayout to) =>
        TensorMemory.GatherChannels(new Exchange(groups, from.Channels / groups), ref x, from, ref y, to);

    private readonly struct Exchange(int groups, int groupChannels) : IChannelSource
    {
        public int Of(int channel) => (channel % groups * groupChannels) + (channel / groups);
    }
}
